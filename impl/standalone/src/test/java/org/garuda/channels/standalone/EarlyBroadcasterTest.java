package org.garuda.channels.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.standalone.internal.fixture.RoomHandler;
import org.garuda.channels.standalone.internal.fixture.TestClient;
import org.junit.jupiter.api.Test;

class EarlyBroadcasterTest {

    private final ChannelServerBuilder builder = ChannelServer.builder().port(0).handler(new RoomHandler());
    private final ChannelBroadcaster broadcaster = builder.broadcaster();

    @Test
    void aBroadcasterFromBeforeTheStartReachesTheClientsOfTheServer() throws Exception {
        try (ChannelServer server = builder.start();
                TestClient client = new TestClient(server).join("rooms:a")) {
            broadcaster.broadcast("rooms:a", "news");
            client.expect("[null,null,\"rooms:a\",\"news\",{}]");
            assertEquals(1, broadcaster.connectedClients());
            assertEquals(1, broadcaster.subscribers("rooms:a"));
        }
    }

    @Test
    void sendingBeforeTheStartSaysThatItIsTooEarly() {
        String message = assertThrows(IllegalStateException.class, () -> broadcaster.broadcast("rooms:a", "news"))
                .getMessage();
        assertEquals("the server of this broadcaster has not been started yet", message);
    }

    @Test
    void aListenerFromBeforeTheStartHearsTheFirstEvent() throws Exception {
        Listener listener = new Listener();
        broadcaster.events().subscribe(listener);
        try (ChannelServer server = builder.start()) {
            server.broadcaster().broadcast("rooms:a", "first");
            assertEquals("first", listener.heard.poll(10, TimeUnit.SECONDS));
        }
        assertEquals("the end", listener.heard.poll(10, TimeUnit.SECONDS));
    }

    /** Keeps the names of what it hears. */
    private static final class Listener implements Flow.Subscriber<ChannelEvent> {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(ChannelEvent event) {
            heard.add(event.event());
        }

        @Override
        public void onError(Throwable failure) {
            heard.add(failure.toString());
        }

        @Override
        public void onComplete() {
            heard.add("the end");
        }
    }
}
