package org.garuda.channels.tck.servers.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Apache Tomcat, without CDI. */
final class Tomcat extends ServerKind {

    private static final String SERVER_XML = "conf/server.xml";

    Tomcat(String name) {
        super(name);
    }

    @Override
    public boolean bringsCdi() {
        return false;
    }

    @Override
    void configure(ServerInstance instance) throws IOException {
        instance.copyFromHome("conf", "conf");
        instance.replace(SERVER_XML, "port=\"8005\" shutdown", "port=\"-1\" shutdown");
        instance.replace(
                SERVER_XML,
                "<Connector port=\"8080\" protocol=\"HTTP/1.1\"",
                // Little room for what clients do not read, as over a slow network: writes have to wait, which the
                // system's own buffers on one machine would hide.
                "<Connector address=\"127.0.0.1\" port=\"" + instance.port()
                        + "\" socket.txBufSize=\"16384\" protocol=\"HTTP/1.1\"");
        instance.replace(
                "conf/tomcat-users.xml",
                "</tomcat-users>",
                User.all(user -> "<user username=\"%s\" password=\"%s\" roles=\"%s\"/>\n"
                                .formatted(user.name(), user.password(), user.roles()))
                        + "</tomcat-users>");
        // Looks for new applications each second, not each tenth.
        instance.replace(
                SERVER_XML, "defaultHost=\"localhost\"", "defaultHost=\"localhost\" backgroundProcessorDelay=\"1\"");
        for (String directory : List.of("logs", "temp", "work")) {
            Files.createDirectories(instance.base().resolve(directory));
        }
        instance.deploy("webapps");
    }

    @Override
    List<String> command(ServerInstance instance) {
        Path bin = instance.home().resolve("bin");
        List<String> command = instance.java(
                "-cp",
                bin.resolve("bootstrap.jar") + File.pathSeparator + bin.resolve("tomcat-juli.jar"),
                "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager",
                "-Djava.util.logging.config.file=" + instance.base().resolve("conf/logging.properties"),
                "-Dcatalina.home=" + instance.home(),
                "-Dcatalina.base=" + instance.base());
        // As its own scripts do: by these it finds and cuts what applications leave behind.
        for (String opened : List.of(
                "java.base/java.lang",
                "java.base/java.lang.invoke",
                "java.base/java.lang.reflect",
                "java.base/java.io",
                "java.base/java.util",
                "java.base/java.util.concurrent",
                "java.rmi/sun.rmi.transport")) {
            command.add("--add-opens=" + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of("org.apache.catalina.startup.Bootstrap", "start"));
        return command;
    }

    @Override
    public Optional<Path> hotDeployment(ServerInstance instance) {
        return Optional.of(instance.base().resolve("webapps").resolve(WAR));
    }
}
