package org.garuda.channels.spi;

import java.util.concurrent.CompletionStage;

/**
 * Carries opaque messages between the nodes of an application: each at most once, and in order for each publisher and
 * channel. It knows no topics, and promises no more than that: what was taken may be lost with the connection.
 *
 * <p>Every method but {@link #close} returns at once, and may be called by any thread, also within a callback of {@link
 * BusContext}. Calls for one channel take effect in the order in which they are made.
 *
 * <p>{@code toString} tells the broker's kind and addresses for a log, such as {@code redis://10.0.0.7:6379}, without
 * user, password or anything else that is secret.
 */
@Incubating
public interface Bus extends AutoCloseable {

    /**
     * Begins to connect, and goes on for ever: 250 milliseconds to one second, with jitter, between the tries. Called
     * once, before anything else.
     */
    void start();

    /**
     * Wants a channel's messages, on this connection and on all later ones. A channel that is wanted already is
     * confirmed too; there is one subscription, however often it was asked for.
     *
     * @param channel its name, of the characters {@code A–Z a–z 0–9 - _ .}, at most 80 of them; {@link
     *     BusContext#prefix} is put before it on the broker
     * @return completes when the broker has confirmed the subscription: from then on every message of the channel is
     *     received, until {@link BusContext#disconnected}. It stays open while there is no connection. It fails when the
     *     broker refuses the channel, which is then no longer wanted; when {@link #unsubscribe} overtakes it, with
     *     {@link java.util.concurrent.CancellationException}; and when the bus is closed, with {@link
     *     IllegalStateException}. It is completed by a thread of the bus: what depends on it must not block
     */
    CompletionStage<Void> subscribe(String channel);

    /**
     * No longer wants a channel's messages. Nothing is awaited; a few may still come. Does nothing for a channel that is
     * not wanted.
     *
     * @param channel its name
     */
    void unsubscribe(String channel);

    /**
     * Hands a message over, and never waits for the network. What was taken is sent in this order, or it is lost with
     * the connection; it is <em>never</em> sent on a later one. Whether others received it is not known.
     *
     * <p>The bus holds what was taken and is not yet written to the network, up to 10,000 messages or 16 MiB of them,
     * whichever is less; nobody else needs to queue.
     *
     * @param channel its name, which need not be subscribed to
     * @param message at most {@link #maxMessageBytes} long. The array is the bus's from now on: nobody writes to it any
     *     more
     * @return false when the message was not taken: because there is no connection, which is so from before {@link
     *     BusContext#disconnected} until {@link BusContext#connected} is called, because the bound is reached, or
     *     because the bus is closed
     * @throws IllegalArgumentException when the message is too large
     */
    boolean publish(String channel, byte[] message);

    /**
     * How much of what the bus may hold is taken at the moment. The engine holds back what can wait while it is more
     * than a quarter.
     *
     * @return from 0 to 1; 0 as well where the bus does not know
     */
    default double load() {
        return 0;
    }

    /**
     * The largest message in bytes, without what the broker's protocol adds; the engine cuts what is larger into parts.
     * The same for the life of the bus, and on all nodes.
     *
     * @return at least 64 KiB
     */
    int maxMessageBytes();

    /**
     * How many channels are cheap to subscribe to: 1,024 on Redis and NATS, 1 on Jakarta Messaging. The same for the
     * life of the bus, and on all nodes.
     *
     * @return the number, at least 1; some channels of the engine's own come on top
     */
    int channels();

    /**
     * Ends: sends what was taken, for at most two seconds, and forgets the rest; ends its threads and connections, for
     * which it waits three more seconds at most. No callback comes after it has returned, and stages that are still open
     * have failed. A bus that was never started ends at once. Does nothing the second time. It waits for a callback that
     * is under way: it is not called within one, nor with a lock held that one takes.
     */
    @Override
    void close();
}
