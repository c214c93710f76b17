package org.garuda.channels.tck.bus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Of the {@link BusContract}: which messages come, in which order, to whom. */
abstract class MessageClaims extends BusRig {

    @Test
    protected void theMessagesOfEachPublisherComeInOrderOnEachChannel() throws Exception {
        String prefix = prefix();
        Node one = connected(prefix);
        Node two = connected(prefix);
        Node reader = connected(prefix);
        await(reader.bus().subscribe("left"));
        await(reader.bus().subscribe("right"));
        int count = 2_000;
        for (int i = 0; i < count; i++) {
            for (String channel : List.of("left", "right")) {
                assertTrue(one.bus().publish(channel, numbered(1, i)));
                assertTrue(two.bus().publish(channel, numbered(2, i)));
            }
        }

        for (String channel : List.of("left", "right")) {
            Map<Integer, Integer> next = new HashMap<>();
            for (byte[] message : reader.context().awaitMessages(channel, 2 * count)) {
                int publisher = ByteBuffer.wrap(message).getInt(0);
                int number = ByteBuffer.wrap(message).getInt(4);
                assertEquals(next.getOrDefault(publisher, 0), number, "of " + publisher + " on " + channel);
                next.put(publisher, number + 1);
            }
            assertEquals(Map.of(1, count, 2, count), next);
        }
    }

    @Test
    protected void ownMessagesComeToo() throws Exception {
        Node node = connected(prefix());
        await(node.bus().subscribe("own"));

        assertTrue(node.bus().publish("own", new byte[] {1, 2, 3}));

        assertArrayEquals(
                new byte[] {1, 2, 3}, node.context().awaitMessages("own", 1).get(0));
    }

    @Test
    protected void anEmptyMessageIsOneToo() throws Exception {
        Node node = connected(prefix());
        await(node.bus().subscribe("own"));

        assertTrue(node.bus().publish("own", new byte[0]));

        assertEquals(0, node.context().awaitMessages("own", 1).get(0).length);
    }

    @Test
    protected void aRepeatedSubscriptionCompletesAndRepeatsNothing() throws Exception {
        Node node = connected(prefix());
        await(node.bus().subscribe("own"));
        await(node.bus().subscribe("own"));
        CompletionStage<Void> first = node.bus().subscribe("late");
        CompletionStage<Void> second = node.bus().subscribe("late");
        await(first);
        await(second);

        node.bus().publish("own", new byte[] {1});
        node.bus().publish("own", new byte[] {2});

        assertEquals(2, node.context().awaitMessages("own", 2).size());
        assertEquals(1, node.context().messages("own").get(0)[0]);
    }

    @Test
    protected void aChannelThatNobodyWantsAnyMoreIsHeardNoMore() throws Exception {
        Node node = connected(prefix());
        await(node.bus().subscribe("gone"));
        await(node.bus().subscribe("there"));
        node.bus().unsubscribe("gone");
        node.bus().unsubscribe("never");
        await(node.bus().subscribe("later"));

        node.bus().publish("gone", new byte[] {1});
        node.bus().publish("there", new byte[] {1});

        node.context().awaitMessages("there", 1);
        assertEquals(List.of(), node.context().messages("gone"));
    }

    @Test
    protected void whoeverChangesItsMindOftenHasTheLastWord() throws Exception {
        Node node = connected(prefix());
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            for (int i = random.nextInt(8); i >= 0; i--) {
                node.bus().subscribe("mind");
                node.bus().unsubscribe("mind");
                LockSupport.parkNanos(random.nextInt(200_000));
            }
            CompletionStage<Void> overtaken = node.bus().subscribe("overtaken");
            node.bus().unsubscribe("overtaken");
            assertTrue(overtaken.toCompletableFuture().isDone());
            await(node.bus().subscribe("mind"));
            node.bus().publish("mind", new byte[] {(byte) round});

            List<byte[]> messages = node.context().awaitMessages("mind", round + 1);
            assertEquals(round, messages.get(round)[0], "seed " + seed);
            node.bus().unsubscribe("mind");
        }
    }

    @Test
    protected void theLargestMessageArrives() throws Exception {
        Node node = connected(prefix());
        await(node.bus().subscribe("large"));
        byte[] message = new byte[node.bus().maxMessageBytes()];
        long seed = new Random().nextLong();
        new Random(seed).nextBytes(message);

        assertTrue(node.bus().publish("large", message.clone()));

        assertArrayEquals(message, node.context().awaitMessages("large", 1).get(0), "seed " + seed);
        byte[] tooLarge = new byte[message.length + 1];
        assertThrows(IllegalArgumentException.class, () -> node.bus().publish("large", tooLarge));
    }

    @Test
    protected void twoApplicationsOnOneBrokerDoNotMeet() throws Exception {
        Node one = connected(prefix());
        Node two = connected(prefix());
        await(one.bus().subscribe("same"));
        await(two.bus().subscribe("same"));

        one.bus().publish("same", new byte[] {1});
        two.bus().publish("same", new byte[] {2});

        assertEquals(1, one.context().awaitMessages("same", 1).get(0)[0]);
        assertEquals(2, two.context().awaitMessages("same", 1).get(0)[0]);
        one.bus().publish("same", new byte[] {1});
        one.context().awaitMessages("same", 2);
        assertEquals(1, two.context().messages("same").size());
    }
}
