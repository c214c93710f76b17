package org.garuda.channels.core.internal.bus;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has come on one channel from each node: finds repeats and gaps by the numbers, and puts parts together. A node's
 * first message that comes here is where its numbers begin. Safe for use by any thread; each node's messages come one
 * after the other.
 */
final class Arrivals {

    /**
     * What a message was.
     *
     * @param missed how many messages of its node are known to be missing since the one before
     * @param repeat whether it had come already; it counts for nothing then
     * @param whole the message that it was, or that it completed; null when parts are to come, or one is missing
     */
    record Arrival(long missed, boolean repeat, @Nullable Message whole) {}

    private static final Arrival REPEAT = new Arrival(0, true, null);

    /** What has come from one node. */
    private static final class Sender {
        /** Every message up to this has come or is missing for good; −1 before the first. */
        private long last = -1;

        /** Parts of the message after the last that came so far, in order. */
        private List<Envelope> parts = List.of();

        private long bytes;
    }

    /** Beyond it somebody else than nodes writes to the bus. */
    static final int MOST_SENDERS = 1024;

    @GuardedBy("this")
    private final Map<NodeId, Sender> senders = new HashMap<>();

    private final InboundBudget budget;

    /** @param budget bounds what all unfinished messages hold together */
    Arrivals(InboundBudget budget) {
        this.budget = budget;
    }

    synchronized Arrival add(Envelope envelope) {
        if (senders.size() >= MOST_SENDERS && !senders.containsKey(envelope.node())) {
            clear();
        }
        Sender sender = senders.computeIfAbsent(envelope.node(), none -> new Sender());
        if (sender.last < 0) {
            sender.last = envelope.number() - 1; // The first.
        }
        if (isRepeat(sender, envelope)) {
            return REPEAT;
        }
        long missed = skipTo(sender, envelope);
        if (missed < 0) {
            return new Arrival(1, false, null);
        }
        if (envelope.parts() == 1) {
            sender.last = envelope.number();
            return new Arrival(missed, false, new Message(envelope, List.of(envelope)));
        }
        return addPart(sender, envelope, missed);
    }

    /** Forgets a node, which has said goodbye or has not been heard of for long. */
    synchronized void forget(NodeId node) {
        Sender gone = senders.remove(node);
        if (gone != null) {
            giveUp(gone);
        }
    }

    /** Forgets everybody: the channel is no longer wanted. */
    synchronized void clear() {
        senders.values().forEach(this::giveUp);
        senders.clear();
    }

    private static boolean isRepeat(Sender sender, Envelope envelope) {
        boolean current = envelope.number() == sender.last + 1;
        return envelope.number() <= sender.last || current && envelope.part() < sender.parts.size();
    }

    /**
     * Brings the sender to the message before this one.
     *
     * @return how many are missing; −1 when this one is missing too, for want of a part, and no other
     */
    private long skipTo(Sender sender, Envelope envelope) {
        long missed = envelope.number() - sender.last - 1;
        if (missed > 0) {
            giveUp(sender);
            sender.last = envelope.number() - 1;
        }
        if (envelope.part() == sender.parts.size()) {
            return missed;
        }
        giveUp(sender);
        sender.last = envelope.number();
        return missed == 0 ? -1 : missed + 1;
    }

    private Arrival addPart(Sender sender, Envelope envelope, long missed) {
        if (envelope.number() == sender.last) {
            return new Arrival(missed, false, null); // A later part of one that has been counted as missing.
        }
        if (!budget.take(envelope.bytes())) {
            giveUp(sender);
            sender.last = envelope.number();
            return new Arrival(missed + 1, false, null);
        }
        if (sender.parts.isEmpty()) {
            sender.parts = new ArrayList<>();
        }
        sender.parts.add(envelope);
        sender.bytes += envelope.bytes();
        if (envelope.part() + 1 < envelope.parts()) {
            return new Arrival(missed, false, null);
        }
        Message whole = new Message(envelope, List.copyOf(sender.parts));
        giveUp(sender);
        sender.last = envelope.number();
        return new Arrival(missed, false, whole);
    }

    private void giveUp(Sender sender) {
        budget.give(sender.parts.size(), sender.bytes);
        sender.bytes = 0;
        sender.parts = List.of();
    }
}
