package org.garuda.channels.benchmarks.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All clients of a run, on the thread that calls {@link #turn}. What they say in a turn is sent at its end, in one
 * write for each client.
 */
public final class ClientLoop implements AutoCloseable {

    static final int LONGEST_MESSAGE = 1024 * 1024;
    private static final int READ_AT_ONCE = 256 * 1024;

    /** One address has some 28,000 ports, and those of closed connections rest for a minute. */
    private static final int SOURCE_ADDRESSES = 100;

    private final InetSocketAddress server;
    private final Dialect dialect;
    private final Scenario scenario;
    private final Selector selector;
    private final Stamp stamp = new Stamp();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(READ_AT_ONCE);
    private final byte[] array = new byte[LONGEST_MESSAGE + READ_AT_ONCE];
    private List<Client> dirty = new ArrayList<>();
    private List<Client> flushing = new ArrayList<>();
    private int connections;
    private int joined;
    private int lost;
    private long puzzles;
    private @Nullable String firstTrouble;

    public ClientLoop(InetSocketAddress server, Dialect dialect, Scenario scenario) {
        this.server = server;
        this.dialect = dialect;
        this.scenario = scenario;
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins to connect; the scenario hears of the rest. */
    public Client connect(int number, String topic, Sequences sequences) {
        return connect(number, topic, sequences, false);
    }

    /** The same for a client that will stop reading, when {@code slow}: the kernel keeps little for it. */
    public Client connect(int number, String topic, Sequences sequences, boolean slow) {
        InetSocketAddress from = new InetSocketAddress("127.0.0." + (2 + connections++ % SOURCE_ADDRESSES), 0);
        try {
            return Client.connect(this, selector, from, server, number, topic, sequences, slow);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot connect to " + server, e);
        }
    }

    /** Does what is to be done, after waiting for it for at most this long. */
    public void turn(long maxWaitNanos) {
        flush();
        try {
            long millis = TimeUnit.NANOSECONDS.toMillis(maxWaitNanos);
            if (millis > 0) {
                selector.select(ClientLoop::ready, millis);
            } else {
                selector.selectNow(ClientLoop::ready);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        flush();
    }

    /** Ends the wait of a turn; for other threads. */
    public void wake() {
        selector.wakeup();
    }

    private static void ready(SelectionKey key) {
        ((Client) key.attachment()).ready();
    }

    private void flush() {
        if (!dirty.isEmpty()) {
            List<Client> clients = dirty;
            dirty = flushing;
            flushing = clients;
            clients.forEach(Client::flush);
            clients.clear();
        }
    }

    void dirty(Client client) {
        dirty.add(client);
    }

    void joined(Client client) {
        joined++;
        scenario.joined(client);
    }

    void lost(Client client, String why) {
        lost++;
        trouble("client " + client.number() + ": " + why);
        scenario.lost(client, why);
    }

    void puzzled(String what) {
        puzzles++;
        trouble(what);
    }

    private void trouble(String what) {
        if (firstTrouble == null) {
            firstTrouble = what;
        }
    }

    /** How many clients have joined, whatever has become of them. */
    int joined() {
        return joined;
    }

    /** How many connections the server has ended. */
    public int lost() {
        return lost;
    }

    /** How many messages made no sense. */
    public long puzzles() {
        return puzzles;
    }

    /** The first message that made no sense, or the first connection that the server ended. */
    @Nullable
    public String firstTrouble() {
        return firstTrouble;
    }

    InetSocketAddress server() {
        return server;
    }

    public Dialect dialect() {
        return dialect;
    }

    Scenario scenario() {
        return scenario;
    }

    Stamp stamp() {
        return stamp;
    }

    ByteBuffer buffer() {
        return buffer;
    }

    byte[] array() {
        return array;
    }

    /** Closes all connections without a word. */
    @Override
    public void close() {
        selector.keys().forEach(key -> ((Client) key.attachment()).abandon());
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
