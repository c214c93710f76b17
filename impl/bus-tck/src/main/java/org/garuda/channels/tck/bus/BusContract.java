package org.garuda.channels.tck.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What {@link org.garuda.channels.spi.Bus} and {@link org.garuda.channels.spi.BusContext} promise, tried on a real
 * broker. A broker's module inherits it, with all the claims above it, and brings the broker and the URL. Here are those
 * about what a bus leaves behind and says of itself.
 */
@Timeout(60)
public abstract class BusContract extends LinkClaims {

    @Test
    protected void aCallbackThatThrowsHurtsNobody() throws Exception {
        Node node = connected(prefix());
        await(node.bus().subscribe("own"));
        node.context().onReceived(() -> {
            throw new IllegalStateException("thrown by a test");
        });
        node.bus().publish("own", new byte[] {1});
        node.bus().publish("own", new byte[] {2});

        assertEquals(2, node.context().awaitMessages("own", 2).size());
        assertEquals(List.of("connected"), node.context().news());
    }

    @Test
    protected void closingSendsWhatWasTakenAndEndsEverything() throws Exception {
        String prefix = prefix();
        Node reader = connected(prefix);
        await(reader.bus().subscribe("last"));
        Set<Thread> before = threads();
        Node node = connected(prefix);
        await(node.bus().subscribe("own"));
        CompletableFuture<Void> stage = node.bus().subscribe("own").toCompletableFuture();
        int count = 1_000;
        for (int i = 0; i < count; i++) {
            assertTrue(node.bus().publish("last", numbered(1, i)));
        }

        node.bus().close();

        reader.context().awaitMessages("last", count);
        assertTrue(stage.isDone());
        assertFalse(node.bus().publish("last", new byte[1]));
        CompletionException failed = assertThrows(
                CompletionException.class,
                () -> node.bus().subscribe("late").toCompletableFuture().join());
        assertInstanceOf(IllegalStateException.class, failed.getCause());
        node.bus().unsubscribe("own");
        node.bus().close();
        int heard = node.context().messages("own").size();
        reader.bus().publish("own", new byte[1]);
        reader.bus().publish("last", new byte[8]);
        reader.context().awaitMessages("last", count + 1);
        assertEquals(heard, node.context().messages("own").size());
        assertEquals(List.of("connected"), node.context().news());
        awaitEndOfAllSince(before);
    }

    @Test
    protected void aBusThatNeverConnectedEndsToo() throws Exception {
        Set<Thread> before = threads();
        CompletableFuture<Void> stage;
        try (HeldPort nobodys = new HeldPort()) {
            Node node = node(prefix(), nobodys.number());
            node.bus().start();
            stage = node.bus().subscribe("never").toCompletableFuture();
            node.context().awaitDisconnected(1);

            node.bus().close();
        }

        assertTrue(stage.isCompletedExceptionally());
        awaitEndOfAllSince(before);
    }

    @Test
    protected void aBusThatWasNeverStartedTouchesNothing() throws Exception {
        Set<Thread> before = threads();
        Node node = node(prefix(), 1);
        CompletableFuture<Void> stage = node.bus().subscribe("never").toCompletableFuture();
        assertFalse(node.bus().publish("never", new byte[1]));
        assertEquals(Set.of(), left(before));

        node.bus().close();

        assertTrue(stage.isCompletedExceptionally());
        assertEquals(List.of(), node.context().news());
    }

    @Test
    protected void itsNameTellsTheAddressAndNoSecret() throws Exception {
        Node node = node(prefix(), broker().port());
        String userInfo = String.valueOf(url(broker().port()).getRawUserInfo());

        assertTrue(
                node.bus().toString().contains(String.valueOf(broker().port())),
                node.bus().toString());
        assertFalse(node.bus().toString().contains(userInfo), node.bus().toString());
        assertTrue(node.bus().channels() >= 1);
        assertTrue(node.bus().maxMessageBytes() >= 64 << 10);
    }
}
