package org.garuda.channels.tck.servers.home;

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
    void furnish(Place place) throws IOException {
        place.copyFromHome("standalone/configuration", "configuration");
        place.append(
                "configuration/application-users.properties",
                User.all(
                        user -> user.name() + "=" + hash(user.name() + ":ApplicationRealm:" + user.password()) + "\n"));
        place.append(
                "configuration/application-roles.properties",
                User.all(user -> user.name() + "=" + user.roles() + "\n"));
        // Looks for new deployments each half second, not each fifth.
        place.replace("configuration/standalone.xml", "scan-interval=\"5000\"", "scan-interval=\"500\"");
        Files.createDirectories(place.base().resolve("log"));
        place.deploy("deployments");
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
    List<String> command(Place place) {
        List<String> command = place.java();
        // As its own scripts do.
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
        List<Integer> ports = place.otherPorts();
        command.addAll(List.of(
                "-Djboss.home.dir=" + place.home(),
                "-Djboss.server.base.dir=" + place.base(),
                "-Djboss.bind.address=127.0.0.1",
                "-Djboss.http.port=" + place.port(),
                "-Djboss.https.port=" + ports.get(0),
                "-Djboss.management.http.port=" + ports.get(1),
                "-jar",
                place.home().resolve("jboss-modules.jar").toString(),
                "-mp",
                place.home().resolve("modules").toString(),
                "org.jboss.as.standalone",
                "-c=standalone.xml"));
        return command;
    }

    @Override
    public Optional<Path> hotDeployment(Place place) {
        return Optional.of(place.base().resolve("deployments").resolve(WAR));
    }
}
