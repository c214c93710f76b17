package org.garuda.channels.tck.servers.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** The servers that are known, and the directory that they are unpacked into. */
public final class ServerCatalog {

    private static final List<ServerKind> KINDS = List.of(
            new Tomcat("tomcat-10.1"),
            new Tomcat("tomcat-11"),
            new Jetty("jetty-12.0", "ee10"),
            new Jetty("jetty-12.1", "ee11"),
            new GlassFish("glassfish-7", Jdk.OLDEST),
            new GlassFish("glassfish-8", 21),
            new PayaraMicro("payara-micro-6"),
            new WildFly("wildfly-39"),
            new OpenLiberty("openliberty-26"),
            new TomEe("tomee-10"));

    private final Path directory;
    private final Properties artifacts = new Properties();
    private final Maven maven;

    /**
     * A catalog.
     *
     * @param directory what is unpacked goes here, and stays for the next time
     * @throws IOException when the list of artifacts cannot be read
     */
    public ServerCatalog(Path directory) throws IOException {
        this.directory = directory.toAbsolutePath();
        try (InputStream list = ServerCatalog.class.getResourceAsStream("artifacts.properties")) {
            artifacts.load(Objects.requireNonNull(list));
        }
        this.maven = new Maven(artifacts.getProperty("maven-dependency-plugin"));
    }

    /**
     * All servers, in the order in which they are told of.
     *
     * @return the servers
     */
    public static List<ServerKind> kinds() {
        return KINDS;
    }

    /**
     * The server of a name.
     *
     * @param name such as {@code tomcat-11}
     * @return the server, or empty
     */
    public static Optional<ServerKind> kind(String name) {
        return KINDS.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }

    /**
     * The exact version of a server.
     *
     * @param kind the server
     * @return its version in Maven
     */
    public String version(ServerKind kind) {
        return artifacts(kind).get(0).version();
    }

    /**
     * Where a server is unpacked; gets it from Maven the first time. May take as long as a download.
     *
     * @param kind the server
     * @return its home, not to be written to
     * @throws IOException when it cannot be had
     */
    public Path home(ServerKind kind) throws IOException {
        List<Artifact> wanted = artifacts(kind);
        Path home = directory.resolve(kind.name() + "-" + wanted.get(0).version());
        if (Files.isDirectory(home)) {
            return home;
        }
        // Unpacked elsewhere and then moved, so that a home that is there is a whole one.
        Path making = directory.resolve(kind.name() + ".part");
        Path download = directory.resolve(kind.name() + ".download");
        Trees.delete(making);
        Trees.delete(download);
        if (wanted.size() == 1) {
            kind.unpack(maven.copy(wanted.get(0), download), making);
        } else {
            maven.copyWithDependencies(wanted, artifacts.getProperty(kind.name() + ".without"), making);
        }
        Files.move(making, home);
        Trees.delete(download);
        return home;
    }

    private List<Artifact> artifacts(ServerKind kind) {
        return Arrays.stream(artifacts.getProperty(kind.name()).split(" "))
                .map(Artifact::parse)
                .toList();
    }
}
