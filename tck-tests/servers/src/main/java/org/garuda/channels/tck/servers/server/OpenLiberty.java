package org.garuda.channels.tck.servers.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Open Liberty with the Web Profile. */
final class OpenLiberty extends ServerKind {

    private static final String SERVER = "servers/" + APP;

    OpenLiberty(String name) {
        super(name);
    }

    @Override
    public boolean bringsCdi() {
        return true;
    }

    @Override
    void configure(ServerInstance instance) throws IOException {
        instance.deploy(SERVER + "/dropins");
        Files.writeString(instance.base().resolve(SERVER).resolve("server.xml"), """
                <server>
                  <featureManager>
                    <feature>webProfile-10.0</feature>
                  </featureManager>
                  <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
                  <basicRegistry>%s</basicRegistry>
                </server>
                """.formatted(
                        instance.port(), User.all(OpenLiberty::entry)));
    }

    /** A user, and the group of the role's name, which without further ado has the role. */
    private static String entry(User user) {
        return "<user name=\"%s\" password=\"%s\"/>".formatted(user.name(), user.password())
                + user.role()
                        .map(role -> "<group name=\"%s\"><member name=\"%s\"/></group>".formatted(role, user.name()))
                        .orElse("");
    }

    @Override
    List<String> command(ServerInstance instance) {
        Path tools = instance.home().resolve("bin/tools");
        return instance.java(
                // What its own scripts open to it; without this there are no names below java:comp.
                "@" + instance.home().resolve("lib/platform/java/java9.options"),
                "-javaagent:" + tools.resolve("ws-javaagent.jar"),
                "-jar",
                tools.resolve("ws-server.jar").toString(),
                APP);
    }

    @Override
    Map<String, String> environment(ServerInstance instance) {
        return Map.of("WLP_USER_DIR", instance.base().toString());
    }

    @Override
    public Optional<Path> hotDeployment(ServerInstance instance) {
        return Optional.of(instance.base().resolve(SERVER).resolve("dropins").resolve(WAR));
    }
}
