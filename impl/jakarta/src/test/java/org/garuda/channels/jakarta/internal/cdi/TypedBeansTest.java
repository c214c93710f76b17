package org.garuda.channels.jakarta.internal.cdi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Priority;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelHandshake;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.typed.On;
import org.garuda.channels.typed.OnConnect;
import org.garuda.channels.typed.OnError;
import org.garuda.channels.typed.OnJoin;
import org.garuda.channels.typed.Reply;
import org.garuda.channels.typed.TopicVar;
import org.junit.jupiter.api.Test;

/** Typed handlers that are beans. */
class TypedBeansTest {

    record User(String role) {}

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @interface Doubled {}

    @Doubled
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    static class Doubling {
        @AroundInvoke
        Object twice(InvocationContext call) throws Exception {
            return call.proceed() + "" + call.proceed();
        }
    }

    @Channel({})
    static class Door {
        @OnConnect
        User connect(ChannelHandshake handshake) {
            return new User(handshake.isUserInRole("clerk") ? "clerk" : "guest");
        }
    }

    @Channel("orders:{id}")
    static class Orders {

        static volatile CompletableFuture<Integer> later = new CompletableFuture<>();

        @Inject
        ChannelClient client;

        @OnJoin
        String join(User user) {
            return user.role() + client.isUserInRole("clerk");
        }

        @On("twice")
        @Doubled
        String twice(@TopicVar("id") long id) {
            return "n" + id;
        }

        @On("ship")
        @RolesAllowed("clerk")
        boolean ship() {
            return true;
        }

        @On("later")
        CompletionStage<Integer> later() {
            return later;
        }

        @OnError
        Reply failed(IllegalStateException e) {
            return Reply.error(client.isUserInRole("clerk"));
        }
    }

    @Singleton
    @Channel("single:*")
    static class Single {
        @OnJoin
        @Doubled
        String join() {
            return "s";
        }
    }

    @Channel("made:*")
    static class Made {
        @OnJoin
        void join() {}
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

    @Channel("bad:*")
    static class Mistaken {
        @On("a")
        private void a() {}
    }

    @Test
    void methodsThatAreNotPublicAreInterceptedAndInjectedFieldsAreThere() throws InterruptedException {
        try (SeContainer container = Containers.start(Door.class, Orders.class, Single.class, Doubling.class)) {
            ChannelSocket socket = socket(container);
            Wire clerk = Wire.connect(socket, null, "clerk");
            assertEquals("\"clerktrue\"", ask(clerk, "orders:7", "phx_join"));
            assertEquals("\"n7n7\"", ask(clerk, "orders:7", "twice"));
            assertEquals("true", ask(clerk, "orders:7", "ship"));
            assertEquals("\"ss\"", ask(clerk, "single:a", "phx_join"));
            Wire guest = Wire.connect(socket, null);
            assertEquals("\"guestfalse\"", ask(guest, "orders:7", "phx_join"));
            assertEquals("{\"reason\":\"forbidden\"}", ask(guest, "orders:7", "ship"));
        }
    }

    @Test
    void whatAnswersALateFailureKnowsTheClientToo() throws InterruptedException {
        Orders.later = new CompletableFuture<>();
        try (SeContainer container = Containers.start(Door.class, Orders.class)) {
            Wire clerk = Wire.connect(socket(container), null, "clerk");
            assertEquals("\"clerktrue\"", ask(clerk, "orders:7", "phx_join"));
            say(clerk, "orders:7", "later");
            Orders.later.completeExceptionally(new IllegalStateException());
            assertEquals("true", response(clerk.hear()));
        }
    }

    @Test
    void whatAProducerMakesCountsNotWhatItSays() throws InterruptedException {
        try (SeContainer container = Containers.start(Factory.class)) {
            Wire guest = Wire.connect(socket(container), null);
            assertEquals("{\"reason\":\"forbidden\"}", ask(guest, "made:a", "phx_join"));
        }
    }

    @Test
    void allMistakesFailTheDeployment() {
        String message = String.valueOf(assertThrows(RuntimeException.class, () -> Containers.start(Mistaken.class))
                .getMessage());
        assertTrue(message.contains(Mistaken.class.getName() + ".a is private"), message);
        assertTrue(message.contains(Mistaken.class.getName() + " has no method with @OnJoin"), message);
    }

    private static String ask(Wire wire, String topic, String event) throws InterruptedException {
        say(wire, topic, event);
        return response(wire.hear());
    }

    private static void say(Wire wire, String topic, String event) {
        wire.say("[\"1\",\"1\",\"" + topic + "\",\"" + event + "\",{}]");
    }

    private static String response(String reply) {
        String begin = "{\"response\":";
        return reply.substring(reply.indexOf(begin) + begin.length(), reply.indexOf(",\"status\""));
    }

    private static ChannelSocket socket(SeContainer container) {
        CdiChannels channels = container.select(CdiChannels.class).get();
        CdiSocket socket = channels.sockets().get(0);
        channels.engine().start();
        return channels.engine().socket(socket.settings(), socket.routes());
    }
}
