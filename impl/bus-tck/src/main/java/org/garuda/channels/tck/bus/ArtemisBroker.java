package org.garuda.channels.tck.bus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.jspecify.annotations.Nullable;

/** Artemis in this process, behind TCP. Whoever uses it has Artemis as a dependency of its own. */
public final class ArtemisBroker implements Broker {

    private final int port;
    private final String options;
    private final Path folder;
    private @Nullable EmbeddedActiveMQ server;
    private @Nullable HeldPort held;

    private ArtemisBroker(int port, String options, Path folder) {
        this.port = port;
        this.options = options;
        this.folder = folder;
    }

    /**
     * One that is started on a free port.
     *
     * @param options of its acceptor, each with an ampersand in front
     */
    public static ArtemisBroker started(String options) throws IOException {
        HeldPort held = new HeldPort();
        ArtemisBroker broker = new ArtemisBroker(held.number(), options, Files.createTempDirectory("artemis"));
        broker.held = held;
        broker.start();
        return broker;
    }

    /**
     * A broker that is all there is in its process, until that is ended.
     *
     * @param args the port, and a folder for its files
     */
    public static void main(String[] args) throws IOException {
        new ArtemisBroker(Integer.parseInt(args[0]), "", Path.of(args[1])).start();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void start() throws IOException {
        try {
            Configuration configuration = new ConfigurationImpl()
                    .setPersistenceEnabled(false)
                    .setSecurityEnabled(false)
                    .setJMXManagementEnabled(false)
                    .setPagingDirectory(folder.resolve("paging").toString())
                    .setLargeMessagesDirectory(folder.resolve("large").toString())
                    .setNodeManagerLockDirectory(folder.resolve("lock").toString())
                    .addAcceptorConfiguration("tcp", "tcp://127.0.0.1:" + port + "?protocols=CORE" + options);
            EmbeddedActiveMQ starting = new EmbeddedActiveMQ().setConfiguration(configuration);
            starting.start();
            server = starting;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    @Override
    public void stop() throws IOException {
        EmbeddedActiveMQ running = server;
        if (running != null) {
            server = null;
            try {
                running.stop();
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        if (held != null) {
            held.close();
        }
    }

    /** Also the broker's threads, which are no bus's. */
    public static boolean isItsThread(Thread thread) {
        String name = thread.getName().toLowerCase(Locale.ROOT);
        return name.contains("activemq") && !name.contains("client");
    }
}
