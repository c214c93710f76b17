package org.garuda.channels.tck.servers.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Jakarta server, as far as servers differ: what is got, how an instance is configured for one run, and how it is started
 * there.
 */
public abstract sealed class ServerKind permits GlassFish, Jetty, OpenLiberty, PayaraMicro, TomEe, Tomcat, WildFly {

    /** The application's name on every server: the name of its file, and its context path. */
    static final String APP = "app";

    static final String WAR = APP + ".war";

    private final String name;

    ServerKind(String name) {
        this.name = name;
    }

    /**
     * The server's name, with the version as far as it matters.
     *
     * @return such as {@code tomcat-11}
     */
    public final String name() {
        return name;
    }

    /**
     * Whether the server brings CDI and JSON-B; else the WAR has to.
     *
     * @return true for the thin WAR
     */
    public abstract boolean bringsCdi();

    /**
     * The oldest Java that the server runs on.
     *
     * @return a feature number
     */
    public int leastJava() {
        return Jdk.OLDEST;
    }

    /** Makes a home out of what was downloaded. May block. */
    void unpack(Path download, Path home) throws IOException {
        Zip.unpack(download, home);
    }

    /** Writes what the server needs in the empty directory of this run, with the WAR to be deployed. May block. */
    abstract void configure(ServerInstance instance) throws IOException;

    /** What starts the server in the foreground. */
    abstract List<String> command(ServerInstance instance);

    /** Beyond what the environment has already. */
    Map<String, String> environment(ServerInstance instance) {
        return Map.of();
    }

    /**
     * The file by which the running server deploys the application, and undeploys it when it is gone.
     *
     * @param instance where the server runs
     * @return the file, or empty when the server looks at no directory
     */
    public Optional<Path> hotDeployment(ServerInstance instance) {
        return Optional.empty();
    }

    @Override
    public final String toString() {
        return name;
    }
}
