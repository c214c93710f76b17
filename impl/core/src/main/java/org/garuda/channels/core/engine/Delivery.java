package org.garuda.channels.core.engine;

import java.lang.System.Logger.Level;
import java.util.Set;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.OverflowPolicy;
import org.garuda.channels.core.logging.Printable;
import org.garuda.channels.core.protocol.Frame;
import org.garuda.channels.core.protocol.FrameEncoder;
import org.garuda.channels.core.protocol.Payload;
import org.garuda.channels.core.protocol.ProtocolVersion;
import org.garuda.channels.core.protocol.UnencodableException;
import org.jspecify.annotations.Nullable;

/**
 * One broadcast on its way to the subscribers of its topic. What the receivers have in common, which is nearly everything, is looked up once for a run of
 * receivers that share it. Used by one thread, once.
 */
final class Delivery {

    private static final System.Logger LOG = System.getLogger(Delivery.class.getName());

    private final ChannelEngine engine;
    private final ReceivedEvent broadcast;
    private final Payload payload;
    private final Frame v2;
    private final boolean keep;
    private @Nullable Frame v1;

    private @Nullable Route route;
    private boolean intercepted;
    private boolean follows;
    private @Nullable OverflowPolicy policy;
    private Overflow overflow = Overflow.DISCONNECT;

    /** @param keep whether no overflow policy may drop it */
    Delivery(ChannelEngine engine, ReceivedEvent broadcast, Payload payload, Frame v2, boolean keep) {
        this.engine = engine;
        this.broadcast = broadcast;
        this.payload = payload;
        this.v2 = v2;
        this.keep = keep;
    }

    /** Offers it to each of the subscribers but one; waits for nobody. */
    void to(ClientChannel[] members, @Nullable ChannelClient except) {
        long now = engine.now();
        int delivered = 0;
        for (ClientChannel member : members) {
            Client client = member.owner();
            if (client == except) {
                continue;
            }
            delivered++;
            if (isIntercepted(member.route())) {
                intercept(member);
            } else if (client.version() == ProtocolVersion.V2) {
                deliver(member, v2, now);
            } else {
                deliverV1(member, now);
            }
        }
        engine.counters().count(Counter.DELIVERIES, delivered);
    }

    @SuppressWarnings("ReferenceEquality") // An equal one that is another object is only looked up once more.
    private boolean isIntercepted(Route of) {
        if (of != route) {
            route = of;
            Set<String> events = of.intercepted();
            intercepted = !events.isEmpty() && events.contains(broadcast.event());
            follows = !events.isEmpty() && !keep;
        }
        return intercepted;
    }

    @SuppressWarnings("ReferenceEquality") // An equal one that is another object is only looked up once more.
    private Overflow overflow(OverflowPolicy of) {
        if (of != policy && !keep) {
            policy = of;
            try {
                overflow = Overflow.of(of, broadcast);
            } catch (RuntimeException | Error e) {
                engine.log().log(
                        LOG,
                        Level.WARNING,
                        "no key to conflate broadcasts: " + e.getClass().getName(),
                        () -> "no key for \"" + Printable.of(broadcast.event()) + "\" on \""
                                + Printable.of(broadcast.topic()) + "\"; it is sent without one",
                        e);
                overflow = Overflow.DISCONNECT;
            }
        }
        return overflow;
    }

    /** At once, unless the receiver's handler still has an earlier one. What must not be missed, such as a diff of presences, keeps its own order instead. */
    private void deliver(ClientChannel member, Frame frame, long now) {
        Overflow rules = overflow(member.overflow());
        if (follows && member.isIntercepting()) {
            queue(member, new Following(member, frame, rules));
        } else {
            member.deliver(frame, now, rules);
        }
    }

    private void deliverV1(ClientChannel member, long now) {
        try {
            Frame frame = v1;
            if (frame == null) {
                frame = FrameEncoder.of(ProtocolVersion.V1).broadcast(broadcast.topic(), broadcast.event(), payload);
                v1 = frame;
            }
            deliver(member, frame, now);
        } catch (UnencodableException e) {
            // Everyone else gets it; this client's channel alone errs, unless it has not quite begun.
            if (member.isJoined()) {
                member.fail("outgoingMessage", e);
            }
        }
    }

    private void intercept(ClientChannel member) {
        queue(member, new Intercepted(engine, member, broadcast, payload.length()));
    }

    private void queue(ClientChannel member, Mailbox.Item item) {
        Client client = member.owner();
        member.intercepting(1);
        if (client.mailbox().put(item) == null) {
            return;
        }
        member.intercepting(-1);
        if (overflow(member.overflow()).drops()) {
            client.countDropped(1);
        } else {
            client.end(CloseReason.SLOW);
        }
    }

    /** A broadcast on its way through a receiver's handler. */
    private record Intercepted(ChannelEngine engine, ClientChannel member, ReceivedEvent broadcast, int bytes)
            implements Mailbox.Item {
        @Override
        public boolean mayBlock() {
            return !member.route().nonBlocking();
        }

        @Override
        public boolean forgettable() {
            return true;
        }

        @Override
        public void run() {
            try {
                if (member.isJoined()) {
                    engine.callOrFail(
                            member,
                            "outgoingMessage",
                            () -> member.route().handler().outgoingMessage(member, broadcast));
                }
            } finally {
                member.intercepting(-1);
            }
        }
    }

    /** A broadcast behind one that was sent before and is with the receiver's handler. */
    private record Following(ClientChannel member, Frame frame, Overflow overflow) implements Mailbox.Item {
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
                member.deliver(frame, member.owner().now(), overflow);
            } finally {
                member.intercepting(-1);
            }
        }
    }
}
