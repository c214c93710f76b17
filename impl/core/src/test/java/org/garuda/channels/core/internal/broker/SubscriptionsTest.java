package org.garuda.channels.core.internal.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {

    private static final int MANY = 100;

    private final Subscriptions subscriptions = new Subscriptions();

    @Test
    void aStageIsOpenUntilTheBrokerHasConfirmed() {
        CompletableFuture<Void> stage = subscribe("c");
        List<String> batch = subscriptions.nextToSubscribe(MANY);
        assertEquals(List.of("c"), batch);
        assertFalse(stage.isDone());

        assertNull(subscriptions.settle(batch, Map.of()));

        assertTrue(stage.isDone());
        assertTrue(subscribe("c").isDone());
        assertFalse(subscriptions.hasWork());
    }

    @Test
    void whatIsLostIsAskedForAgainAndItsStagesAreOpenAgain() {
        confirm("c");
        subscriptions.lost();

        CompletableFuture<Void> stage = subscribe("c");
        assertFalse(stage.isDone());
        assertEquals(1, subscriptions.restart());
        subscriptions.settle(subscriptions.nextToSubscribe(MANY), Map.of());

        assertTrue(stage.isDone());
    }

    @Test
    void aChannelIsUnsubscribedOnlyWhenItsSubscriptionIsNoLongerUnderWay() {
        CompletableFuture<Void> stage = subscribe("c");
        List<String> batch = subscriptions.nextToSubscribe(MANY);
        subscriptions.unsubscribe("c");
        assertInstanceOf(
                CancellationException.class,
                assertThrows(CompletionException.class, stage::join).getCause());
        subscriptions.settle(batch, Map.of());

        assertEquals(List.of("c"), subscriptions.nextToUnsubscribe(MANY));
        assertFalse(subscriptions.wants("c"));
    }

    @Test
    void whoeverWantsAChannelAgainWhileItIsUnderWayWaitsForThat() {
        subscribe("c");
        List<String> batch = subscriptions.nextToSubscribe(MANY);
        subscriptions.unsubscribe("c");
        CompletableFuture<Void> again = subscribe("c");
        assertFalse(again.isDone());

        subscriptions.settle(batch, Map.of());

        assertTrue(again.isDone());
        assertFalse(subscriptions.hasWork());
    }

    @Test
    void whoeverWantsAChannelAgainBeforeTheBrokerHeardOtherwiseHasIt() {
        confirm("c");
        subscriptions.unsubscribe("c");

        assertTrue(subscribe("c").isDone());
        assertFalse(subscriptions.hasWork());
    }

    @Test
    void aRefusedChannelIsNoLongerWanted() {
        CompletableFuture<Void> stage = subscribe("c");

        assertNull(subscriptions.settle(subscriptions.nextToSubscribe(MANY), Map.of("c", "NOPERM")));

        String message =
                assertThrows(CompletionException.class, stage::join).getCause().getMessage();
        assertTrue(message.contains("c: NOPERM"), message);
        assertFalse(subscriptions.wants("c"));
    }

    @Test
    void aChannelThatWasAllowedAndIsNoLongerFailsTheConnectionAndStaysWanted() {
        confirm("c");
        subscriptions.lost();

        assertEquals("c", subscriptions.settle(subscriptions.nextToSubscribe(MANY), Map.of("c", "NOPERM")));

        assertTrue(subscriptions.wants("c"));
    }

    @Test
    void channelsAreAskedForInBatches() {
        for (int i = 0; i < 10; i++) {
            subscribe("c" + i);
        }

        assertEquals(4, subscriptions.nextToSubscribe(4).size());
        assertEquals(6, subscriptions.nextToSubscribe(MANY).size());
    }

    @Test
    void closingFailsWhatIsOpen() {
        CompletableFuture<Void> stage = subscribe("c");

        subscriptions.close();

        assertTrue(stage.isCompletedExceptionally());
        assertTrue(subscribe("d").isCompletedExceptionally());
        assertFalse(subscriptions.wants("c"));
    }

    private CompletableFuture<Void> subscribe(String channel) {
        return subscriptions.subscribe(channel).toCompletableFuture();
    }

    private void confirm(String channel) {
        subscribe(channel);
        subscriptions.settle(subscriptions.nextToSubscribe(MANY), Map.of());
    }
}
