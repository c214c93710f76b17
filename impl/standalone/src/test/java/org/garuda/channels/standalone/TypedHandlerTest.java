package org.garuda.channels.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.enterprise.inject.Vetoed;
import org.garuda.channels.Channel;
import org.garuda.channels.standalone.internal.fixture.TestClient;
import org.garuda.channels.typed.On;
import org.garuda.channels.typed.OnConnect;
import org.garuda.channels.typed.OnJoin;
import org.garuda.channels.typed.TopicVar;
import org.junit.jupiter.api.Test;

class TypedHandlerTest {

    record User(String name) {}

    @Vetoed // Or CDI would find it in other tests.
    @Channel({})
    static class Door {
        @OnConnect
        User connect() {
            return new User("ayu");
        }
    }

    @Vetoed
    @Channel("orders:{id}")
    static class Orders {
        @OnJoin
        void join() {}

        @On("who")
        String who(User user, @TopicVar("id") long id) {
            return user.name() + " at " + id;
        }
    }

    @Vetoed
    @Channel("orders:*")
    static class Mistaken {
        @On("a")
        private void a() {}
    }

    @Test
    void objectsAreHandlersWithoutCdi() throws Exception {
        try (ChannelServer server = ChannelServer.builder()
                        .port(0)
                        .handler(new Orders())
                        .handler(new Door())
                        .start();
                TestClient client = new TestClient(server)) {
            client.join("orders:7");
            client.send("[\"1\",\"2\",\"orders:7\",\"who\",{}]");
            client.expect("[\"1\",\"2\",\"orders:7\",\"phx_reply\",{\"response\":\"ayu at 7\",\"status\":\"ok\"}]");
        }
    }

    @Test
    void allThatIsWrongIsToldWhenTheServerStarts() {
        ChannelServerBuilder builder = ChannelServer.builder().handler(new Mistaken());
        String name = Mistaken.class.getName();
        assertEquals(
                name + ".a is private, so that a container's proxy would run it without the bean's fields; remove"
                        + " \"private\"; and " + name
                        + " has no method with @OnJoin, so that nobody could join its topics;"
                        + " write one, if only @OnJoin void join() {}",
                assertThrows(IllegalArgumentException.class, builder::start).getMessage());
    }

    @Test
    void anObjectThatIsNoHandlerIsRefused() {
        assertEquals(
                "java.lang.Object is no channel handler; implement org.garuda.channels.ChannelHandler, or annotate a method"
                        + " with @OnJoin and those for messages with @On",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> ChannelServer.builder().handler(new Object()))
                        .getMessage());
    }
}
