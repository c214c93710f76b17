package org.garuda.channels.tck.servers.server;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Apache TomEE in its embedded form, which is started from the class path. */
final class TomEe extends ServerKind {

    private static final String LOGINS = "logins.properties";

    TomEe(String name) {
        super(name);
    }

    @Override
    public boolean bringsCdi() {
        return true;
    }

    @Override
    void configure(ServerInstance instance) throws IOException {
        instance.deploy("apps");
        Files.createDirectories(instance.base().resolve("root"));
        Files.writeString(
                instance.base().resolve(LOGINS),
                User.all(user -> "users." + user.name() + "=" + user.password() + "\n"
                        + user.role()
                                .map(role -> "roles." + role + "=" + user.name() + "\n")
                                .orElse("")));
    }

    @Override
    List<String> command(ServerInstance instance) {
        return instance.java(
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.net=ALL-UNNAMED",
                "-cp",
                instance.home().resolve("*").toString(),
                "org.apache.tomee.embedded.Main",
                "--configuration-location",
                instance.base().resolve(LOGINS).toString(),
                "--port",
                String.valueOf(instance.port()),
                "--directory",
                instance.base().resolve("root").toString(),
                "--path",
                instance.base().resolve("apps").resolve(WAR).toString(),
                "--context",
                "/" + APP);
    }
}
