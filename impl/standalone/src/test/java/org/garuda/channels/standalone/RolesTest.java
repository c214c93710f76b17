package org.garuda.channels.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Vetoed;
import java.util.Map;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.ChannelHandshake;
import org.garuda.channels.standalone.internal.fixture.RoomHandler;
import org.garuda.channels.standalone.internal.fixture.TestClient;
import org.junit.jupiter.api.Test;

/** Roles on a server without logins: the application grants them. */
class RolesTest {

    private static final String FORBIDDEN = "{\"response\":{\"reason\":\"forbidden\"},\"status\":\"error\"}";

    /** Lets clerks in, though nobody may say anything. */
    @Vetoed
    @Channel("desk:*")
    @RolesAllowed("clerk")
    static class Desk extends RoomHandler {
        @Override
        @DenyAll
        public void incomingMessage(ChannelConn conn, ChannelEvent event) {
            conn.replyOk(event, Map.of());
        }
    }

    /** Comes before the desk by its name; grants whatever it is told. */
    static class Admitting implements ChannelHandler {
        private final String role;

        Admitting(String role) {
            this.role = role;
        }

        @Override
        public void connect(ChannelHandshake handshake) {
            handshake.grant(role);
        }

        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            conn.allowJoin(event);
        }
    }

    @Vetoed
    static class Mistaken extends RoomHandler {
        @Override
        @RolesAllowed("clerk")
        public void disconnect(ChannelClient client) {}
    }

    @Test
    void aHandlerIsForThoseWhoWereGrantedItsRole() throws Exception {
        try (ChannelServer server = server("clerk");
                TestClient client = new TestClient(server)) {
            client.join("desk:1");
            client.send("[\"1\",\"2\",\"desk:1\",\"echo\",{}]");
            client.expect("[\"1\",\"2\",\"desk:1\",\"phx_reply\"," + FORBIDDEN + "]");
        }
        try (ChannelServer server = server("guest");
                TestClient client = new TestClient(server)) {
            client.send("[\"1\",\"1\",\"desk:1\",\"phx_join\",{}]");
            client.expect("[\"1\",\"1\",\"desk:1\",\"phx_reply\"," + FORBIDDEN + "]");
        }
    }

    @Test
    void anAnnotationThatCannotBeHonouredIsRefused() {
        ChannelServerBuilder builder = ChannelServer.builder();
        IllegalArgumentException problem =
                assertThrows(IllegalArgumentException.class, () -> builder.handler("rooms:*", new Mistaken()));
        assertTrue(problem.getMessage().contains("Mistaken.disconnect"), problem::getMessage);
        assertEquals(
                problem.getMessage(),
                assertThrows(IllegalArgumentException.class, () -> builder.handler(new Mistaken()))
                        .getMessage());
    }

    private static ChannelServer server(String role) {
        return ChannelServer.builder()
                .port(0)
                .handler("admitting", new Admitting(role))
                .handler(new Desk())
                .start();
    }
}
