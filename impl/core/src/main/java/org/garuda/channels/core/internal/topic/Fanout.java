package org.garuda.channels.core.internal.topic;

import java.lang.System.Logger.Level;
import java.util.Set;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.config.OverflowPolicy;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.logging.Printable;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.protocol.Frame;
import org.garuda.channels.core.internal.protocol.Payload;
import org.garuda.channels.core.internal.protocol.ProtocolVersion;
import org.garuda.channels.core.internal.protocol.UnencodableException;
import org.garuda.channels.core.internal.queue.Overflow;
import org.jspecify.annotations.Nullable;

/**
 * One broadcast on its way to the subscribers of its topic. What the receivers have in common, which is nearly
 * everything, is looked up once for a run of receivers that share it. Used by one thread, once.
 */
final class Fanout {

    private static final System.Logger LOG = System.getLogger(Fanout.class.getName());

    private final NodeRuntime runtime;
    private final BroadcastEvent broadcast;
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
    Fanout(NodeRuntime runtime, BroadcastEvent broadcast, Payload payload, Frame v2, boolean keep) {
        this.runtime = runtime;
        this.broadcast = broadcast;
        this.payload = payload;
        this.v2 = v2;
        this.keep = keep;
    }

    /** Offers it to each of the subscribers but one; waits for nobody. */
    @SuppressWarnings("ReferenceEquality") // A client is itself alone.
    void to(Subscriber[] members, @Nullable ChannelClient except) {
        long now = runtime.now();
        int delivered = 0;
        for (Subscriber member : members) {
            if (member.client() == except) {
                continue;
            }
            delivered++;
            if (isIntercepted(member.route())) {
                tellIfTooSlow(member, member.intercept(broadcast, payload.length()));
            } else if (member.version() == ProtocolVersion.V2) {
                deliver(member, v2, now);
            } else {
                deliverV1(member, now);
            }
        }
        runtime.counters().count(Counter.DELIVERIES, delivered);
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
                runtime.log().log(
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

    /**
     * At once, unless the receiver's handler still has an earlier one. What must not be missed, such as a diff of
     * presences, keeps its own order instead.
     */
    private void deliver(Subscriber member, Frame frame, long now) {
        Overflow rules = overflow(member.policy());
        if (follows && member.isIntercepting()) {
            tellIfTooSlow(member, member.deliverBehind(frame, rules));
        } else {
            member.deliver(frame, now, rules);
        }
    }

    private void deliverV1(Subscriber member, long now) {
        try {
            Frame frame = v1;
            if (frame == null) {
                frame = ProtocolVersion.V1.encoder().broadcast(broadcast.topic(), broadcast.event(), payload);
                v1 = frame;
            }
            deliver(member, frame, now);
        } catch (UnencodableException e) {
            // Everyone else gets it; this client's channel alone errs, unless it has not quite begun.
            if (member.isJoined()) {
                member.unencodable(e);
            }
        }
    }

    private void tellIfTooSlow(Subscriber member, boolean taken) {
        if (taken) {
            return;
        }
        if (overflow(member.policy()).drops()) {
            member.dropped();
        } else {
            member.tooSlow();
        }
    }
}
