package org.garuda.channels.tck.hostile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.garuda.channels.tck.hostile.client.Hostility;
import org.garuda.channels.tck.hostile.client.HttpCall;
import org.garuda.channels.tck.hostile.client.SocketClient;
import org.garuda.channels.tck.hostile.client.Target;
import org.garuda.channels.tck.hostile.server.Output;
import org.garuda.channels.tck.hostile.server.ProcessFacts;
import org.garuda.channels.tck.kit.socket.EventLoop;

/**
 * Where an attack is made: opens the attacker's connections and waits for what comes. Used by one thread.
 */
public final class Scene implements AutoCloseable {

    /** How long anything may take that the server does at once when it is well. */
    public static final int PATIENCE = 10_000;

    /** How many connections may be on the way at once, so that the queue of the system does not decide. */
    private static final int BURST = 100;

    private final Target target;
    private final Attack.Home home;
    private final boolean brief;
    private final Optional<ProcessFacts> process;
    private final Optional<Output> output;
    private final EventLoop loop = new EventLoop();
    private final List<Hostility> hostilities = new ArrayList<>();
    private final Findings findings = new Findings();

    Scene(Target target, Attack.Home home, boolean brief, Optional<ProcessFacts> process, Optional<Output> output) {
        this.target = target;
        this.home = home;
        this.brief = brief;
        this.process = process;
        this.output = output;
    }

    /**
     * The server.
     *
     * @return whom to attack
     */
    public Target target() {
        return target;
    }

    /**
     * What kind of server it is.
     *
     * @return the home
     */
    public Attack.Home home() {
        return home;
    }

    /**
     * The process of the server.
     *
     * @return empty when it is not known
     */
    public Optional<ProcessFacts> process() {
        return process;
    }

    /**
     * What the server prints.
     *
     * @return empty when it is not known where that goes
     */
    public Optional<Output> output() {
        return output;
    }

    /**
     * What is seen.
     *
     * @return where to take it down
     */
    public Findings findings() {
        return findings;
    }

    /**
     * Whether the attack has to be short.
     *
     * @return false for a full run
     */
    public boolean isBrief() {
        return brief;
    }

    /**
     * One of two numbers.
     *
     * @param full for a full run
     * @param little for a short one
     * @return which of them it is
     */
    public int either(int full, int little) {
        return brief ? little : full;
    }

    /**
     * A client that asks for the upgrade.
     *
     * @param query parameters beside the version, empty or with an ampersand in front
     * @return the client, closed with the scene
     * @throws IOException when there are no more sockets
     */
    public SocketClient socket(String query) throws IOException {
        return keep(new SocketClient(loop, target, query, 0));
    }

    /**
     * A client with a handshake of its own making.
     *
     * @param request the request
     * @return the client, closed with the scene
     * @throws IOException when there are no more sockets
     */
    public SocketClient socket(byte[] request) throws IOException {
        return keep(new SocketClient(loop, target, request, 0));
    }

    /**
     * A client for which little waits in the buffers of the system.
     *
     * @param receiveBuffer bytes
     * @return the client, closed with the scene
     * @throws IOException when there are no more sockets
     */
    public SocketClient narrowSocket(int receiveBuffer) throws IOException {
        return keep(new SocketClient(loop, target, "", receiveBuffer));
    }

    /**
     * Clients that have been let in. Blocks until all have.
     *
     * @param count how many
     * @return those that were let in within a while
     * @throws IOException when there are no more sockets
     */
    public List<SocketClient> sockets(int count) throws IOException {
        List<SocketClient> all = new ArrayList<>();
        while (all.size() < count) {
            int until = Math.min(count, all.size() + BURST);
            while (all.size() < until) {
                all.add(socket(""));
            }
            loop.runUntil(() -> all.stream().allMatch(SocketClient::isAnswered), PATIENCE);
        }
        return all.stream().filter(SocketClient::isOpen).toList();
    }

    /**
     * A client that has been let in, and has joined a topic with the join ref 1. Blocks until it has.
     *
     * @param topic the topic
     * @param query parameters beside the version, empty or with an ampersand in front
     * @return the client, closed with the scene
     * @throws IOException when it is not let in
     */
    public SocketClient joined(String topic, String query) throws IOException {
        SocketClient client = socket(query);
        await("the attacker is let in", client::isOpen);
        client.push("1", "1", topic, "phx_join", "{}");
        await("the attacker joins", () -> client.heard("phx_reply"));
        return client;
    }

    /**
     * A connection for a request.
     *
     * @return the connection, closed with the scene
     * @throws IOException when there are no more sockets
     */
    public HttpCall call() throws IOException {
        return call(0);
    }

    /**
     * A connection for a request, with little in the buffers of the system.
     *
     * @param receiveBuffer bytes; 0 leaves that to the system
     * @return the connection, closed with the scene
     * @throws IOException when there are no more sockets
     */
    public HttpCall call(int receiveBuffer) throws IOException {
        return keep(new HttpCall(loop, target, receiveBuffer));
    }

    /**
     * A long-polling session. Blocks until it has begun.
     *
     * @return its token
     * @throws IOException when there is none
     */
    public String session() throws IOException {
        return LongPolling.session(this);
    }

    private <H extends Hostility> H keep(H hostility) {
        hostilities.add(hostility);
        return hostility;
    }

    /**
     * Waits for what the attack needs in order to go on.
     *
     * @param what for the message
     * @param condition the event
     * @throws IOException when it does not come within 10 s
     */
    public void await(String what, BooleanSupplier condition) throws IOException {
        if (!within(PATIENCE, condition)) {
            throw new IOException("not within " + PATIENCE / 1000 + " s: " + what);
        }
    }

    /**
     * Waits for something that may come.
     *
     * @param milliseconds how long
     * @param condition the event
     * @return whether it came
     */
    public boolean within(int milliseconds, BooleanSupplier condition) {
        return loop.runUntil(condition, milliseconds);
    }

    /**
     * Lets time pass.
     *
     * @param milliseconds how long
     */
    public void pass(int milliseconds) {
        loop.runFor(milliseconds);
    }

    /**
     * What all connections of the attacker got.
     *
     * @return how often, by outcome
     */
    public Map<String, Integer> outcomes() {
        return outcomes(hostilities);
    }

    /**
     * What some connections got.
     *
     * @param which the connections
     * @return how often, by outcome
     */
    public static Map<String, Integer> outcomes(List<? extends Hostility> which) {
        Map<String, Integer> counts = new TreeMap<>();
        which.forEach(each -> counts.merge(each.outcome(), 1, Integer::sum));
        return counts;
    }

    @Override
    public void close() {
        hostilities.forEach(Hostility::close);
        loop.close();
    }
}
