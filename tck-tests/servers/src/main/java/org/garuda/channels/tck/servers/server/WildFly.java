package org.garuda.channels.tck.servers.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** WildFly as it comes, with its standalone profile. */
final class WildFly extends ServerKind {

    WildFly(String name) {
        super(name);
    }

    @Override
    public boolean bringsCdi() {
        return true;
    }

    @Override
    void configure(ServerInstance instance) throws IOException {
        instance.copyFromHome("standalone/configuration", "configuration");
        instance.append(
                "configuration/application-users.properties",
                User.all(
                        user -> user.name() + "=" + hash(user.name() + ":ApplicationRealm:" + user.password()) + "\n"));
        instance.append(
                "configuration/application-roles.properties",
                User.all(user -> user.name() + "=" + user.roles() + "\n"));
        // Looks for new deployments each half second, not each fifth.
        instance.replace("configuration/standalone.xml", "scan-interval=\"5000\"", "scan-interval=\"500\"");
        Files.createDirectories(instance.base().resolve("log"));
        instance.deploy("deployments");
    }

    /** As its files have passwords. */
    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    List<String> command(ServerInstance instance) {
        // As its own scripts do.
        List<String> command = instance.memory() == ServerInstance.Memory.OWN
                ? instance.java("-Xms64m", "-Xmx512m", "-XX:MetaspaceSize=96M", "-XX:MaxMetaspaceSize=256m")
                : instance.java();
        for (String opened : List.of(
                "java.base/java.lang",
                "java.base/java.lang.invoke",
                "java.base/java.lang.reflect",
                "java.base/java.io",
                "java.base/java.net",
                "java.base/java.security",
                "java.base/java.util",
                "java.base/java.util.concurrent",
                "java.management/javax.management",
                "java.naming/javax.naming")) {
            command.add("--add-opens=" + opened + "=ALL-UNNAMED");
        }
        List<Integer> ports = instance.otherPorts();
        command.addAll(List.of(
                "-Djboss.home.dir=" + instance.home(),
                "-Djboss.server.base.dir=" + instance.base(),
                "-Djboss.bind.address=127.0.0.1",
                "-Djboss.http.port=" + instance.port(),
                "-Djboss.https.port=" + ports.get(0),
                "-Djboss.management.http.port=" + ports.get(1),
                "-jar",
                instance.home().resolve("jboss-modules.jar").toString(),
                "-mp",
                instance.home().resolve("modules").toString(),
                "org.jboss.as.standalone",
                "-c=standalone.xml"));
        return command;
    }

    @Override
    public Optional<Path> hotDeployment(ServerInstance instance) {
        return Optional.of(instance.base().resolve("deployments").resolve(WAR));
    }
}
