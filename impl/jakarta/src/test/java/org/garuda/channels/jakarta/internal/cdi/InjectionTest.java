package org.garuda.channels.jakarta.internal.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.core.internal.lifecycle.ChannelEngine;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.junit.jupiter.api.Test;

class InjectionTest {

    @RequestScoped
    static class Trace {
        static final BlockingQueue<String> DESTROYED = new LinkedBlockingQueue<>();

        private String steps = "";

        String step(String step) {
            steps += step;
            return steps;
        }

        @PreDestroy
        void destroy() {
            DESTROYED.add(steps);
        }
    }

    @ApplicationScoped
    static class Service {
        @Inject
        Trace trace;

        @Inject
        ChannelClient client;

        String step() {
            return trace.step(client.remoteAddress().orElse("nobody"));
        }
    }

    public record Loud(String shoutedText) {}

    @Channel("rooms:*")
    static class Rooms implements ChannelHandler {
        @Inject
        Trace trace;

        @Inject
        Service service;

        @Inject
        ChannelClient client;

        @Inject
        ChannelBroadcaster broadcaster;

        @Inject
        Principal principal;

        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            trace.step("join ");
            conn.allowJoin(event, Map.of("trace", service.step()));
        }

        @Override
        public void incomingMessage(ChannelConn conn, ChannelEvent event) {
            switch (event.event()) {
                case "loader" ->
                    conn.replyOk(
                            event,
                            Map.of(
                                    "same",
                                    Thread.currentThread().getContextClassLoader()
                                            == getClass().getClassLoader()));
                case "others" -> {
                    broadcaster.broadcastFrom(client, ChannelEvent.of(conn.topic(), "said"));
                    conn.replyOk(event);
                }
                case "user" -> conn.replyOk(event, Map.of("name", principal.getName()));
                case "loud" -> conn.replyOk(event, new Loud("ho"));
                default -> conn.replyOk(event, Map.of("trace", trace.step(event.event())));
            }
        }
    }

    @ApplicationScoped
    static class Settings {
        @Produces
        SocketSettings first() {
            return SocketSettings.builder().path("/first").build();
        }
    }

    @ApplicationScoped
    static class OwnJsonb {
        private final Jsonb jsonb =
                JsonbBuilder.create(new JsonbConfig().withPropertyNamingStrategy("LOWER_CASE_WITH_UNDERSCORES"));

        @Produces
        Jsonb jsonb() {
            return jsonb;
        }
    }

    private static ChannelSocket socket(CdiChannels channels) {
        CdiSocket socket = channels.sockets().get(0);
        channels.engine().start();
        return channels.engine().socket(socket.settings(), socket.routes());
    }

    @Test
    void eachCallbackHasARequestContextOfItsOwnAndKnowsItsClient() throws InterruptedException {
        try (SeContainer container = Containers.start(Rooms.class, Trace.class, Service.class)) {
            Wire wire = Wire.connect(socket(container.select(CdiChannels.class).get()), null);
            Trace.DESTROYED.clear();
            wire.say("[\"1\",\"1\",\"rooms:a\",\"phx_join\",{}]");
            assertTrue(wire.hear().contains("{\"trace\":\"join 192.0.2.1\"}"));
            wire.say("[\"1\",\"2\",\"rooms:a\",\"step\",{}]");
            assertTrue(wire.hear().contains("{\"trace\":\"step\"}"));
            assertEquals("join 192.0.2.1", Trace.DESTROYED.poll(10, TimeUnit.SECONDS));
            assertEquals("step", Trace.DESTROYED.poll(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void callbacksHaveTheClassLoaderOfTheApplication() throws InterruptedException {
        try (SeContainer container = Containers.start(Rooms.class, Trace.class, Service.class)) {
            Wire wire = Wire.connect(socket(container.select(CdiChannels.class).get()), null);
            wire.say("[\"1\",\"1\",\"rooms:a\",\"phx_join\",{}]");
            wire.hear();
            Thread foreign = new Thread(() -> wire.say("[\"1\",\"2\",\"rooms:a\",\"loader\",{}]"));
            foreign.setContextClassLoader(null);
            foreign.start();
            assertTrue(wire.hear().contains("{\"same\":true}"));
        }
    }

    @Test
    void theInjectedBroadcasterReachesTheEnginesClientsAndLeavesOutTheInjectedClient() throws InterruptedException {
        try (SeContainer container = Containers.start(Rooms.class, Trace.class, Service.class)) {
            ChannelSocket socket = socket(container.select(CdiChannels.class).get());
            ChannelBroadcaster broadcaster =
                    container.select(ChannelBroadcaster.class).get();
            Wire one = Wire.connect(socket, null);
            Wire other = Wire.connect(socket, null);
            for (Wire wire : List.of(one, other)) {
                wire.say("[\"1\",\"1\",\"rooms:a\",\"phx_join\",{}]");
                wire.hear();
            }
            assertEquals(2, broadcaster.connectedClients());
            assertEquals(2, broadcaster.subscribers("rooms:a"));
            one.say("[\"1\",\"2\",\"rooms:a\",\"others\",{}]");
            assertTrue(one.hear().contains("phx_reply"));
            assertEquals("[null,null,\"rooms:a\",\"said\",{}]", other.hear());
            broadcaster.broadcast("rooms:a", "noon", Map.of("at", 12));
            assertEquals("[null,null,\"rooms:a\",\"noon\",{\"at\":12}]", one.hear());
            assertEquals("[null,null,\"rooms:a\",\"noon\",{\"at\":12}]", other.hear());
        }
    }

    @Test
    void outsideOfCallbacksThereIsNoCurrentClient() {
        try (SeContainer container = Containers.start()) {
            ChannelClient client = container.select(ChannelClient.class).get();
            assertThrows(ContextNotActiveException.class, client::id);
            container
                    .select(CdiChannels.class)
                    .get()
                    .callContext()
                    .run(() -> assertThrows(ContextNotActiveException.class, client::id));
        }
    }

    @Test
    void settingsAndJsonbOfTheApplicationAreTaken() throws InterruptedException {
        try (SeContainer container =
                Containers.start(Rooms.class, Trace.class, Service.class, Settings.class, OwnJsonb.class)) {
            CdiChannels channels = container.select(CdiChannels.class).get();
            assertEquals("/first", channels.sockets().get(0).settings().path());
            Wire wire = Wire.connect(socket(channels), null);
            wire.say("[\"1\",\"1\",\"rooms:a\",\"phx_join\",{}]");
            wire.hear();
            wire.say("[\"1\",\"2\",\"rooms:a\",\"loud\",{}]");
            assertTrue(wire.hear().contains("{\"shouted_text\":\"ho\"}"));
            channels.stop(CloseReason.RESTART);
            assertEquals("{}", container.select(Jsonb.class).get().toJson(Map.of()), "the application's stays open");
        }
    }

    @Test
    void anEngineOfTheServersOwnIsUsedUnlessThereIsOne() {
        try (SeContainer container = Containers.start()) {
            CdiChannels channels = container.select(CdiChannels.class).get();
            ChannelEngine own = new ChannelEngine(
                    channels.node(), channels.codec(), channels.callContext(), CallbackExecutor.start());
            channels.use(own);
            assertSame(own, channels.engine());
            assertThrows(IllegalStateException.class, () -> channels.use(own));
            container.select(ChannelBroadcaster.class).get().broadcast("nobody", "here");
            assertEquals(1, own.runtime().counters().get(Counter.BROADCASTS));
        }
    }

    @Test
    void theEndOfTheContainerStopsTheEngine() throws InterruptedException {
        Wire wire;
        ChannelEngine engine;
        try (SeContainer container = Containers.start(Rooms.class, Trace.class, Service.class)) {
            CdiChannels channels = container.select(CdiChannels.class).get();
            wire = Wire.connect(socket(channels), null);
            engine = channels.engine();
            wire.say("[\"1\",\"1\",\"rooms:a\",\"phx_join\",{}]");
            wire.hear();
            assertEquals(1, engine.inventory().get("clients"));
        }
        assertTrue(engine.inventory().values().stream().allMatch(number -> number == 0), engine.inventory()::toString);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("channels-")) {
                thread.join(10_000);
                assertFalse(thread.isAlive(), thread::getName);
            }
        }
    }

    @Test
    void theInjectedPrincipalIsWhoHadLoggedInWhenTheClientConnected() throws InterruptedException {
        try (SeContainer container = Containers.start(Rooms.class, Trace.class, Service.class)) {
            ChannelSocket socket = socket(container.select(CdiChannels.class).get());
            Wire ada = Wire.connect(socket, () -> "ada");
            ada.say("[\"1\",\"1\",\"rooms:a\",\"phx_join\",{}]");
            ada.hear();
            ada.say("[\"1\",\"2\",\"rooms:a\",\"user\",{}]");
            assertTrue(ada.hear().contains("{\"name\":\"ada\"}"));
            Wire nobody = Wire.connect(socket, null);
            nobody.say("[\"1\",\"1\",\"rooms:a\",\"phx_join\",{}]");
            nobody.hear();
            nobody.say("[\"1\",\"2\",\"rooms:a\",\"user\",{}]");
            assertTrue(nobody.hear().contains("phx_error"));
            IllegalStateException outside = assertThrows(
                    IllegalStateException.class,
                    () -> container.select(Principal.class).get().getName());
            assertTrue(outside.getMessage().contains("no Principal else"), outside.getMessage());
        }
    }
}
