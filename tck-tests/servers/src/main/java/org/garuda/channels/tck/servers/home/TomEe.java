package org.garuda.channels.tck.servers.home;

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
    void furnish(Place place) throws IOException {
        place.deploy("apps");
        Files.createDirectories(place.base().resolve("root"));
        Files.writeString(
                place.base().resolve(LOGINS),
                User.all(user -> "users." + user.name() + "=" + user.password() + "\n"
                        + user.role()
                                .map(role -> "roles." + role + "=" + user.name() + "\n")
                                .orElse("")));
    }

    @Override
    List<String> command(Place place) {
        return place.java(
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.net=ALL-UNNAMED",
                "-cp",
                place.home().resolve("*").toString(),
                "org.apache.tomee.embedded.Main",
                "--configuration-location",
                place.base().resolve(LOGINS).toString(),
                "--port",
                String.valueOf(place.port()),
                "--directory",
                place.base().resolve("root").toString(),
                "--path",
                place.base().resolve("apps").resolve(WAR).toString(),
                "--context",
                "/" + APP);
    }
}
