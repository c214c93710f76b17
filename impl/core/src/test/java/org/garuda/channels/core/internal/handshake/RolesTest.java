package org.garuda.channels.core.internal.handshake;

import static org.garuda.channels.core.internal.fixture.TestClient.error;
import static org.garuda.channels.core.internal.fixture.TestClient.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelHandshake;
import org.garuda.channels.core.internal.access.Access;
import org.garuda.channels.core.internal.access.Rule;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.metrics.Counter;
import org.junit.jupiter.api.Test;

class RolesTest {

    private static final Rule CLERK = new Rule(false, Set.of("clerk"));

    @Test
    void aJoinWithoutTheRoleIsForbiddenAndTheHandlerNotAsked() {
        try (TestEngine engine = engine(Rule.EVERYBODY, CLERK, Rule.EVERYBODY)) {
            TestClient client = engine.connect();
            client.send("1", "1", "rooms:a", "phx_join").gets(error("1", "1", "rooms:a", "forbidden"));
            client.send("1", "2", "rooms:a", "echo").gets(error(null, "2", "rooms:a", "unmatched topic"));
            assertEquals(List.of(), engine.handler.take());
            assertEquals(0, engine.engine.broadcaster().subscribers("rooms:a"));
            assertEquals(1, engine.count(Counter.ROLES_MISSING));
        }
    }

    @Test
    void aMessageWithoutTheRoleIsForbiddenAndTheChannelGoesOn() {
        try (TestEngine engine = engine(Rule.EVERYBODY, Rule.EVERYBODY, Rule.NOBODY)) {
            TestClient client = engine.connect().join("1", "rooms:a");
            client.send("1", "2", "rooms:a", "echo").gets(error("1", "2", "rooms:a", "forbidden"));
            assertEquals(List.of("join rooms:a"), engine.handler.take());
            client.send("1", "3", "rooms:a", "phx_leave");
            assertEquals(List.of("leave rooms:a", "terminated rooms:a LEFT"), engine.handler.take());
        }
    }

    @Test
    void theServersRolesLetAClientIn() {
        try (TestEngine engine = engine(CLERK, CLERK, CLERK)) {
            assertEquals(
                    403,
                    assertInstanceOf(HandshakeResult.Refused.class, engine.knock("vsn=2.0.0"))
                            .status());
            HandshakeResult result = engine.socket.acceptWebSocket(new HandshakeRequest(
                    "vsn=2.0.0", new Headers().toMap(), () -> "ada", null, Set.of("clerk"), Map::of, () -> true));
            TestClient client = new TestClient(
                    assertInstanceOf(HandshakeResult.Accepted.class, result).session());
            client.join("1", "rooms:a").send("1", "2", "rooms:a", "echo").gets(ok("1", "2", "rooms:a"));
        }
    }

    @Test
    void whatConnectGrantsCounts() {
        try (TestEngine engine = engine(Rule.EVERYBODY, CLERK, CLERK)) {
            AtomicReference<ChannelClient> seen = new AtomicReference<>();
            AtomicReference<ChannelHandshake> kept = new AtomicReference<>();
            engine.handler.onConnect = handshake -> {
                handshake.grant("clerk");
                assertTrue(handshake.isUserInRole("clerk"));
                kept.set(handshake);
                seen.set(handshake.client());
            };
            engine.connect()
                    .join("1", "rooms:a")
                    .send("1", "2", "rooms:a", "echo")
                    .gets(ok("1", "2", "rooms:a"));
            assertTrue(seen.get().isUserInRole("clerk"));
            assertFalse(seen.get().isUserInRole("admin"));
            assertThrows(IllegalStateException.class, () -> kept.get().grant("admin"));
            assertFalse(seen.get().isUserInRole("admin"));
        }
    }

    @Test
    void theSocketKnowsTheRolesThatItsHandlersName() {
        try (TestEngine engine = engine(Rule.EVERYBODY, CLERK, CLERK)) {
            assertEquals(Set.of("clerk"), engine.socket.roles());
        }
    }

    private static TestEngine engine(Rule connect, Rule join, Rule message) {
        return TestEngine.with()
                .access(new Access(connect, join, message, Set.of("clerk")))
                .start();
    }
}
