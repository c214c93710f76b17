package org.garuda.channels.core.internal.longpoll;

import static org.garuda.channels.core.internal.fixture.TestClient.eventually;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.cluster.ClusterStatus;
import org.garuda.channels.core.internal.fixture.MemoryBroker;
import org.garuda.channels.core.internal.metrics.Counter;

/** Two nodes with an endpoint each, on one broker in memory: the owner of a session, and another that is asked. */
final class TwoRigs implements AutoCloseable {

    /** No longer than between two beats. */
    private static final Duration STEP = Duration.ofMillis(500);

    static final byte LONG_POLL = 10;
    static final byte ANSWER = 11;

    final MemoryBroker broker = new MemoryBroker();
    final Rig owner;
    final Rig asker;

    TwoRigs() {
        this(socket -> socket, socket -> socket);
    }

    TwoRigs(UnaryOperator<SocketSettings.Builder> ownersSocket, UnaryOperator<SocketSettings.Builder> askersSocket) {
        owner = new Rig(broker, node -> node.bus(bus -> bus.name("owner")), ownersSocket);
        asker = new Rig(broker, node -> node.bus(bus -> bus.name("asker")), askersSocket);
        eventually(
                "they know each other",
                () -> status(owner).members() == 1 && status(asker).members() == 1);
        eventually("the bus is up", () -> isUp(owner) && isUp(asker));
    }

    static ClusterStatus status(Rig rig) {
        ClusterStatus status = rig.engine.cluster();
        if (status == null) {
            throw new AssertionError("the node is alone");
        }
        return status;
    }

    static boolean isUp(Rig rig) {
        return status(rig).bus().equals("up");
    }

    MemoryBroker.MemoryBus ownersBus() {
        return broker.buses.get(0);
    }

    MemoryBroker.MemoryBus askersBus() {
        return broker.buses.get(1);
    }

    /** Whether a message of the bus is of this kind. */
    static boolean isOf(byte kind, byte[] message) {
        return message[2] == kind;
    }

    /** The token of a session of the owner's, with rooms joined there. */
    String session(String... rooms) {
        String token = owner.startWith("vsn=2.0.0").token();
        for (String room : rooms) {
            owner.post(token, Rig.join(room));
            owner.poll(token).awaited();
        }
        return token;
    }

    /**
     * Lets time pass for both, in which they beat: a bus from which nothing comes back in time counts as deaf, and a node
     * that is silent while another beats, as gone.
     */
    void pass(Duration time) {
        for (long steps = time.toMillis() / STEP.toMillis(); steps > 0; steps--) {
            int owners = ownersBus().beatsBack();
            int askers = askersBus().beatsBack();
            owner.pass(STEP);
            asker.pass(STEP);
            eventually(
                    "beats are back",
                    () -> ownersBus().beatsBack() > owners && askersBus().beatsBack() > askers);
        }
    }

    /** Ends a session of the owner's, and with it all others there. */
    void end(String token) {
        Rig.Pending poll = owner.poll(token);
        owner.broadcaster().disconnect("nobody");
        poll.awaited();
        eventually("it is over", () -> owner.endpoint.sessions() == 0);
    }

    /** Waits until a poll by the asker waits at the owner. */
    Rig.Pending waitingPoll(String token, String... headers) {
        long before = owner.count(Counter.LONG_POLL_POLLS);
        Rig.Pending poll = asker.poll(token, headers);
        eventually("the owner has it", () -> owner.count(Counter.LONG_POLL_POLLS) > before);
        return poll;
    }

    @Override
    public void close() {
        owner.close();
        asker.close();
        broker.close();
    }
}
