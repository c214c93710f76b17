package org.garuda.channels.jakarta.internal.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.inject.Inject;
import java.util.Set;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.junit.jupiter.api.Test;

/** Security annotations on handlers that are beans. */
class RolesTest {

    @Channel("clerks:*")
    @RolesAllowed("clerk")
    static class Clerks implements ChannelHandler {
        @Inject
        ChannelClient client;

        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            conn.allowJoin(event, client.isUserInRole("clerk"));
        }
    }

    @Channel("carts:*")
    static class Carts implements ChannelHandler {
        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            conn.allowJoin(event);
        }

        @Override
        @RolesAllowed("clerk")
        public void leaveChannel(ChannelConn conn, ChannelEvent event) {
            conn.allowLeave(event);
        }
    }

    @Channel("made:*")
    static class Made implements ChannelHandler {
        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            conn.allowJoin(event);
        }
    }

    @RolesAllowed("clerk")
    static class MoreThanTold extends Made {}

    @ApplicationScoped
    static class Factory {
        @Produces
        @ApplicationScoped
        Made made() {
            return new MoreThanTold();
        }
    }

    @Test
    void aJoinOfABeanAsksForTheRole() throws InterruptedException {
        try (SeContainer container = Containers.start(Clerks.class)) {
            ChannelSocket socket = socket(container);
            assertEquals(Set.of("clerk"), socket.roles());
            assertTrue(join(socket, "clerks:a", "clerk").contains("{\"response\":true,\"status\":\"ok\"}"));
            assertTrue(join(socket, "clerks:a").contains("{\"reason\":\"forbidden\"}"));
        }
    }

    @Test
    void whatAProducerMakesCountsNotWhatItSays() throws InterruptedException {
        try (SeContainer container = Containers.start(Factory.class)) {
            assertTrue(join(socket(container), "made:a").contains("{\"reason\":\"forbidden\"}"));
        }
    }

    @Test
    void anAnnotationThatCannotBeHonouredFailsTheDeployment() {
        RuntimeException problem = assertThrows(RuntimeException.class, () -> Containers.start(Carts.class));
        assertTrue(
                problem.getMessage().contains("Carts.leaveChannel is annotated with @RolesAllowed"),
                problem::getMessage);
    }

    private static String join(ChannelSocket socket, String topic, String... roles) throws InterruptedException {
        Wire wire = Wire.connect(socket, null, roles);
        wire.say("[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{}]");
        return wire.hear();
    }

    private static ChannelSocket socket(SeContainer container) {
        CdiChannels channels = container.select(CdiChannels.class).get();
        CdiSocket socket = channels.sockets().get(0);
        channels.engine().start();
        return channels.engine().socket(socket.settings(), socket.routes());
    }
}
