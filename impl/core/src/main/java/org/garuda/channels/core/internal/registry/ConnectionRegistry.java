package org.garuda.channels.core.internal.registry;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.core.internal.execution.NodeLifecycle;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.topic.ConnectionIndex;

/** The connections of this node, and those of them that have an id. Safe for use by any thread. */
public final class ConnectionRegistry implements ConnectionIndex {

    /** A connection, as far as it is found here. */
    public interface Member {

        /** By which it is found, if at all; stands once it is {@linkplain ConnectionRegistry#admit admitted}. */
        Optional<String> id();

        /**
         * There is a place for it.
         *
         * @return false when it has ended meanwhile
         */
        boolean admitted();

        /** Ends it; only the first call has an effect. */
        void end(CloseReason reason);

        /**
         * Does what is due at this time, and ends it if it has been slow or silent for too long; called by the sweep.
         */
        void checkTimes(long now);
    }

    /** A client as the application sees it, which knows where it is connected. */
    public interface Owned {

        /** Whether these are the connections of its node. */
        boolean belongsTo(ConnectionIndex connections);
    }

    private final NodeLifecycle lifecycle;
    private final int most;
    private final Set<Member> members = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<Member>> identified = new ConcurrentHashMap<>();
    private final KeptOut keptOut;

    /**
     * A registry without connections.
     *
     * @param most how many there may be at once
     * @param clock in nanoseconds
     */
    public ConnectionRegistry(NodeLifecycle lifecycle, int most, LongSupplier clock) {
        this.lifecycle = lifecycle;
        this.most = most;
        this.keptOut = new KeptOut(clock);
    }

    @Override
    public int size() {
        return members.size();
    }

    /** How many ids there are connections of. */
    public int identified() {
        return identified.size();
    }

    @Override
    public boolean owns(ChannelClient client) {
        return client instanceof Owned known && known.belongsTo(this);
    }

    /** Whether who has this id is turned away for now. */
    public boolean isKeptOut(String id) {
        return keptOut.contains(id);
    }

    /** Keeps out first, so that nobody comes in between. */
    @Override
    public void disconnect(String id, Duration keepOut) {
        if (!keepOut.isZero()) {
            keptOut.add(id, keepOut);
        }
        List.copyOf(identified.getOrDefault(id, Set.of())).forEach(member -> member.end(CloseReason.DISCONNECTED));
    }

    /** The connections at this moment; others may come and go while they are looked at. */
    public Collection<Member> members() {
        return members;
    }

    /**
     * Every handler has let a client pass, and its id stands: gives it a place.
     *
     * @return false when it was disconnected meanwhile, or there is no place for it any more; it is not held then
     */
    public boolean admit(Member member) {
        members.add(member);
        member.id()
                .ifPresent(id -> identified.compute(id, (key, known) -> {
                    Set<Member> same = known == null ? ConcurrentHashMap.newKeySet() : known;
                    same.add(member);
                    return same;
                }));
        // Looked at only now, so that a stop, a disconnection, and others who come in, cannot miss this client.
        boolean room = !lifecycle.isStopped()
                && members.size() <= most
                && member.id().filter(this::isKeptOut).isEmpty();
        if (room && member.admitted()) {
            return true;
        }
        member.end(CloseReason.GONE);
        forget(member);
        return false;
    }

    /** A client counts no more, and is not found any more. Called once its id stands. */
    public void forget(Member member) {
        members.remove(member);
        member.id()
                .ifPresent(id -> identified.computeIfPresent(id, (key, same) -> {
                    same.remove(member);
                    return same.isEmpty() ? null : same;
                }));
    }
}
