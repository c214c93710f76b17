package org.garuda.channels.core.internal.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelHandshake;
import org.garuda.channels.core.internal.fixture.Race;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.handshake.HandshakeResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two threads that want something of one client in the same moment. */
class RacesTest {

    private static final String TOPIC = "rooms:a";

    private final TestEngine engine = TestEngine.start();
    private final AtomicReference<ChannelConn> joined = new AtomicReference<>();

    /** Thousands of failures on demand are not worth a word each. */
    private final Logger log = Logger.getLogger(CrashReport.class.getName());

    @BeforeEach
    void beQuiet() {
        log.setLevel(Level.OFF);
    }

    @AfterEach
    void stop() {
        log.setLevel(null);
        engine.close();
    }

    @Test
    void aChannelThatIsClosedWhileItsClientLeavesDoesNotHoldUpTheClient() {
        whileTheClientLeaves(ChannelConn::close);
    }

    @Test
    void aHandlerThatFailsWhileItsClientLeavesDoesNotHoldUpTheClient() {
        whileTheClientLeaves(conn -> conn.fail(new UnsupportedOperationException("on demand")));
    }

    @Test
    void aChannelMayBeClosedAtAnyMomentOfALeave() {
        joinsAreKept();
        TestClient client = engine.connect();
        int moments = 1;
        for (int moment = 1; moment <= moments; moment++) {
            int at = moment;
            client.join("1", TOPIC);
            AtomicInteger reads = new AtomicInteger();
            engine.clock.onRead(() -> {
                if (reads.incrementAndGet() == at) {
                    joined.get().close();
                }
            });
            client.send("1", "2", TOPIC, "phx_leave");
            engine.clock.onRead(() -> {});
            moments = Math.max(moments, reads.get());
            assertLeft(client, "closed at moment " + moment);
        }
        assertTrue(moments > 3, "the clock was read only " + moments + " times");
    }

    private void whileTheClientLeaves(Consumer<ChannelConn> end) {
        joinsAreKept();
        TestClient client = engine.connect();
        try (Race race = new Race()) {
            while (race.goesOn()) {
                client.join("1", TOPIC);
                ChannelConn conn = joined.get();
                race.run(() -> client.send("1", "2", TOPIC, "phx_leave"), () -> end.accept(conn));
                assertLeft(client, "round " + race.rounds());
            }
        }
    }

    private void joinsAreKept() {
        engine.handler.onJoin = (conn, event) -> {
            joined.set(conn);
            conn.allowJoin(event);
        };
    }

    /** The client is told once that it is off the topic, whoever did it, and what comes next is answered. */
    private void assertLeft(TestClient client, String when) {
        client.send(null, "3", "nowhere", "msg");
        List<String> frames = client.transport.take();
        List<String> ends = List.of(TestClient.close("1", TOPIC), TestClient.crash("1", TOPIC));
        assertEquals(1, frames.stream().filter(ends::contains).count(), () -> when + ": " + frames);
        assertTrue(
                frames.contains(TestClient.error(null, "3", "nowhere", "unmatched topic")),
                () -> when + ", nothing is answered any more: " + frames);
        assertEquals(0, engine.engine.broadcaster().subscribers(TOPIC), when);
        engine.handler.take();
    }

    @Test
    void aConnectionThatIsLostWhileItsClientIsDisconnectedLeavesNoGhost() {
        try (Race race = new Race()) {
            AtomicReference<ChannelClient> connected = new AtomicReference<>();
            engine.handler.onConnect = handshake -> connected.set(handshake.client());
            while (race.goesOn()) {
                TestClient client = engine.connect();
                client.transport.neverCloses();
                race.run(() -> connected.get().disconnect(), client.protocol::gone);
                assertEquals(TestEngine.NOBODY, engine.engine.inventory(), () -> "round " + race.rounds());
                engine.handler.take();
            }
        }
    }

    @Test
    void aClientThatAnotherThreadIdentifiesWhileItIsLetInIsFoundByThatId() {
        try (Race race = new Race()) {
            AtomicReference<ChannelHandshake> connecting = new AtomicReference<>();
            engine.handler.onConnect = connecting::set;
            while (race.goesOn()) {
                connecting.set(null);
                AtomicReference<HandshakeResult> result = new AtomicReference<>();
                AtomicBoolean refused = new AtomicBoolean();
                race.run(
                        () -> result.set(engine.knock("vsn=2.0.0")),
                        () -> refused.set(identifyUntilRefused(connecting)));
                String when = "round " + race.rounds();
                assertTrue(refused.get(), when);
                TestClient client = new TestClient(assertInstanceOf(HandshakeResult.Accepted.class, result.get())
                        .session());
                ChannelClient its = connecting.get().client();
                its.id().ifPresent(id -> {
                    engine.engine.broadcaster().disconnect(id);
                    assertFalse(its.isConnected(), () -> when + ": " + id + " is not found");
                });
                client.leaveConnection();
                assertEquals(TestEngine.NOBODY, engine.engine.inventory(), when);
                engine.handler.take();
            }
        }
    }

    /** Gives the client one id after the other, until it is too late for that. */
    private static boolean identifyUntilRefused(AtomicReference<ChannelHandshake> connecting) {
        ChannelHandshake handshake = connecting.get();
        while (handshake == null) {
            Thread.onSpinWait();
            handshake = connecting.get();
        }
        try {
            for (int i = 0; i < 1_000_000; i++) {
                handshake.identify("users:" + i);
            }
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
