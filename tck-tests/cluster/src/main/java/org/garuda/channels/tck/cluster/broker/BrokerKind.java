package org.garuda.channels.tck.cluster.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.garuda.channels.tck.bus.ArtemisBroker;
import org.garuda.channels.tck.bus.BrokerProcess;

/** Which broker is between the nodes. Each runs as a process of its own on 127.0.0.1. */
public enum BrokerKind {
    /** {@code redis-server}. */
    REDIS("redis://127.0.0.1:"),
    /** {@code nats-server}. */
    NATS("nats://127.0.0.1:"),
    /** Artemis, in a virtual machine of its own. */
    JMS("jms:tcp://127.0.0.1:");

    private final String url;

    BrokerKind(String url) {
        this.url = url;
    }

    /**
     * As the command line and the documentation call it.
     *
     * @return a word
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The broker with that name.
     *
     * @param word as {@link #word} gives it
     * @return the kind
     * @throws IllegalArgumentException when there is none
     */
    public static BrokerKind of(String word) {
        for (BrokerKind kind : values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("\"" + word + "\" is none of redis, nats, jms");
    }

    /**
     * How nodes are told of it.
     *
     * @param broker a running one
     * @return the URL
     */
    public String url(BrokerProcess broker) {
        return url + broker.port();
    }

    /**
     * Starts one.
     *
     * @return a running broker
     * @throws IOException when it does not come up
     */
    public BrokerProcess start() throws IOException {
        return switch (this) {
            case REDIS -> BrokerProcess.start("redis-server", BrokerKind::redis);
            case NATS ->
                BrokerProcess.start("nats-server", (port, folder) -> List.of("-a", "127.0.0.1", "-p", "" + port));
            case JMS -> BrokerProcess.start(BrokerKind::artemis);
        };
    }

    private static List<String> redis(int port, Path folder) {
        return List.of("--port", "" + port, "--bind", "127.0.0.1", "--save", "", "--dir", folder.toString());
    }

    private static List<String> artemis(int port, Path folder) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                ArtemisBroker.class.getName(),
                "" + port,
                folder.toString());
    }
}
