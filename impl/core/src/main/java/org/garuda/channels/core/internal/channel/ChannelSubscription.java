package org.garuda.channels.core.internal.channel;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.config.OverflowPolicy;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.protocol.Frame;
import org.garuda.channels.core.internal.protocol.ProtocolVersion;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.queue.Mailbox;
import org.garuda.channels.core.internal.queue.Offer;
import org.garuda.channels.core.internal.queue.Overflow;
import org.garuda.channels.core.internal.topic.BroadcastEvent;
import org.garuda.channels.core.internal.topic.Route;
import org.garuda.channels.core.internal.topic.Subscriber;

/**
 * A channel's place in its topic, and the way of broadcasts to its client: straight into the outbox, or through the
 * handler where that intercepts them, and then through the client's mailbox, so that one thread's broadcasts stay in
 * order.
 */
final class ChannelSubscription extends Subscriber {

    private static final AtomicIntegerFieldUpdater<ChannelSubscription> INTERCEPTING =
            AtomicIntegerFieldUpdater.newUpdater(ChannelSubscription.class, "intercepting");

    private static final AtomicIntegerFieldUpdater<ChannelSubscription> MISSED =
            AtomicIntegerFieldUpdater.newUpdater(ChannelSubscription.class, "missed");

    private final ChannelParts channel;

    /** How many broadcasts are with the handler before they reach the client, or wait behind such. */
    private volatile int intercepting;

    /** Whether its handler is about to be told that broadcasts are missing: one or zero. */
    private volatile int missed;

    ChannelSubscription(ChannelParts channel, OverflowPolicy policy) {
        super(policy);
        this.channel = channel;
    }

    @Override
    public String topic() {
        return channel.topic();
    }

    @Override
    public ChannelClient client() {
        return channel.client();
    }

    @Override
    public Route route() {
        return channel.route();
    }

    @Override
    public ProtocolVersion version() {
        return channel.connection().version();
    }

    @Override
    public boolean isJoined() {
        return channel.isJoined();
    }

    @Override
    public void deliver(Frame frame, long now, Overflow rules) {
        ChannelConnection connection = channel.connection();
        connection.taken(connection.outbox().offer(this, frame, now, rules));
    }

    /**
     * Sends what must not be dropped.
     *
     * @return false when it did not get there, since the channel has ended or the client is too slow
     */
    boolean push(Frame frame) {
        ChannelConnection connection = channel.connection();
        long now = channel.services().runtime().now();
        Offer offer = connection.outbox().offer(this, frame, now, Overflow.DISCONNECT);
        connection.taken(offer);
        return offer == Offer.TAKEN;
    }

    @Override
    public boolean isIntercepting() {
        return intercepting > 0;
    }

    @Override
    public boolean deliverBehind(Frame frame, Overflow rules) {
        return queue(new Following(this, frame, rules));
    }

    @Override
    public boolean intercept(BroadcastEvent broadcast, int bytes) {
        return queue(new Intercepted(this, broadcast, bytes));
    }

    @Override
    public void dropped() {
        channel.services().runtime().counters().count(Counter.BROADCASTS_DROPPED);
    }

    @Override
    public void missed() {
        if (MISSED.compareAndSet(this, 0, 1)) {
            channel.connection().mailbox().putLast(new Missed(this));
        }
    }

    @Override
    public void tooSlow() {
        channel.connection().end(CloseReason.SLOW);
    }

    @Override
    public void unencodable(Throwable cause) {
        channel.fail("outgoingMessage", cause);
    }

    private boolean queue(Mailbox.Item item) {
        INTERCEPTING.incrementAndGet(this);
        if (channel.connection().mailbox().put(item) == null) {
            return true;
        }
        passed();
        return false;
    }

    /** The handler has dealt with one broadcast, or what waited behind it has been delivered. */
    private void passed() {
        INTERCEPTING.decrementAndGet(this);
    }

    /** A broadcast on its way through the handler. */
    private record Intercepted(ChannelSubscription subscription, BroadcastEvent broadcast, int bytes)
            implements Mailbox.Item {
        @Override
        public boolean mayBlock() {
            return !subscription.route().nonBlocking();
        }

        @Override
        public boolean forgettable() {
            return true;
        }

        @Override
        public void run() {
            ChannelParts channel = subscription.channel;
            try {
                if (channel.isJoined()) {
                    channel.call(
                            "outgoingMessage", () -> channel.route().handler().outgoingMessage(channel, broadcast));
                }
            } finally {
                subscription.passed();
            }
        }
    }

    /** The handler is to be told that broadcasts are missing. */
    private record Missed(ChannelSubscription subscription) implements Mailbox.Item {
        @Override
        public boolean mayBlock() {
            return !subscription.route().nonBlocking();
        }

        @Override
        public boolean forgettable() {
            return true;
        }

        @Override
        public void run() {
            ChannelParts channel = subscription.channel;
            MISSED.set(subscription, 0); // Before the call: what is missing from now on is told once more.
            if (channel.isJoined()) {
                channel.call("missed", () -> channel.route().handler().missed(channel));
            }
        }
    }

    /** A broadcast behind one that was sent before and is with the handler. */
    private record Following(ChannelSubscription subscription, Frame frame, Overflow rules) implements Mailbox.Item {
        @Override
        public boolean mayBlock() {
            return false;
        }

        @Override
        public int bytes() {
            return frame.length();
        }

        @Override
        public boolean forgettable() {
            return true;
        }

        @Override
        public void run() {
            try {
                subscription.deliver(
                        frame, subscription.channel.services().runtime().now(), rules);
            } finally {
                subscription.passed();
            }
        }
    }
}
