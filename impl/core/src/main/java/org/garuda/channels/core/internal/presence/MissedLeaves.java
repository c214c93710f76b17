package org.garuda.channels.core.internal.presence;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.ChannelClient;
import org.jspecify.annotations.Nullable;

/**
 * What clients have missed that left a topic on a connection that they keep; guarded by the topic's lock.
 *
 * <p>phoenix.js takes diffs of an earlier join that reach it after it has joined again for diffs of the new join. It
 * would keep whoever came in those, and went before the new join: a page that leaves and joins in one breath keeps
 * itself. So a client that is back is told who went in between, in the form that it would have had then.
 *
 * <p>Such a late diff also moves its metas behind those of the same key that came after it and that the client knows
 * from its new list alone. It is told of these once more, so that every client has the metas of a key in the order of
 * the server's list.
 */
public final class MissedLeaves {

    /**
     * How long a diff may be on its way to a client: two heartbeats of phoenix.js. It gives the connection up when the
     * answer to a heartbeat, which is behind the diff, has not come by the next one.
     */
    public static final long MEMORY_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A client that is away: no two absences are the same. */
    public static final class Absence {
        private final long since;
        private final long from;
        private final long surePlace;
        private final long lastPlace;

        /**
         * @param since when it left
         * @param from how many leaves had been told before the first that it may have missed
         * @param surePlace the place up to which it has been told of every meta
         * @param lastPlace the place of the last meta that it may have been told of
         */
        Absence(long since, long from, long surePlace, long lastPlace) {
            this.since = since;
            this.from = from;
            this.surePlace = surePlace;
            this.lastPlace = lastPlace;
        }
    }

    private final Map<ChannelClient, Absence> absent = new HashMap<>();

    /** The leaves that were told as long as somebody was away, and those that are being told. */
    private final Deque<Meta> leaves = new ArrayDeque<>();

    /** How many leaves were told before the first that is remembered. */
    private long forgotten;

    /** Where those begin of which a client that leaves now may have been told or not. */
    private long uncertain;

    /** The last place of which a turn tells, and the last of which a client that leaves now has been told for sure. */
    private long tellingPlace;

    private long surePlace;

    private long lookedAt;

    /** A turn begins to tell these leaves, and all joins up to a place. */
    public void telling(Collection<Meta> metas, long lastPlace, long now) {
        tellingPlace = lastPlace;
        metas.stream().filter(meta -> isRecent(meta, now)).forEach(leaves::add);
    }

    /**
     * The turn has told them.
     *
     * @param settled whether everyone whom they did not reach has {@linkplain #left left} here
     */
    public void told(boolean settled) {
        if (settled) {
            uncertain = count();
            surePlace = tellingPlace;
            if (absent.isEmpty()) {
                forgotten = uncertain;
                leaves.clear();
            }
        }
    }

    /** How many leaves have been told, or are being told. */
    public long count() {
        return forgotten + leaves.size();
    }

    public void left(ChannelClient client, long now, long lastPlace) {
        Absence earlier = absent.get(client);
        boolean still = earlier != null && now - earlier.since <= MEMORY_NANOS;
        long from = earlier != null && still ? earlier.from : uncertain;
        long sure = earlier != null && still ? earlier.surePlace : surePlace;
        absent.put(client, new Absence(now, from, sure, lastPlace));
    }

    public @Nullable Absence of(ChannelClient client) {
        return absent.get(client);
    }

    /**
     * What was told while a client was away, as far as diffs that are still on their way to it make that matter.
     *
     * @param until how many leaves had been told when the client was back
     * @param list the list that it gets
     */
    public Diff missed(Absence absence, long until, PresenceList list, long now) {
        Diff missed = new Diff();
        leaves.stream()
                .limit(Math.max(0, until - forgotten))
                .skip(Math.max(0, absence.from - forgotten))
                .filter(meta -> meta.place() <= absence.lastPlace && isRecent(meta, now))
                .forEach(missed::leave);
        for (KeyEntry entry : list.tree()) {
            inOrder(entry.tree(), absence, now).forEach(missed::join);
        }
        return missed;
    }

    /**
     * The metas of one key from the first that may still be on its way, if others came behind it that the client was
     * not told of.
     */
    private static List<Meta> inOrder(Tree<Meta> metas, Absence absence, long now) {
        int size = metas.size();
        if (size < 2 || metas.get(size - 1).place() <= absence.surePlace) {
            return List.of();
        }
        List<Meta> all = new ArrayList<>(size);
        for (Meta meta : metas) {
            if (!all.isEmpty() || meta.place() <= absence.lastPlace && isRecent(meta, now)) {
                all.add(meta);
            }
        }
        return all.size() < 2 ? List.of() : all;
    }

    /** A client has been told what it missed; nothing changes if it has left again meanwhile. */
    public void back(ChannelClient client, Absence absence) {
        absent.remove(client, absence);
    }

    /** Forgets what is of no use any more, if it has not just looked; tells whether anybody may still come back. */
    public boolean forget(long now) {
        if (!absent.isEmpty() && now - lookedAt > PAUSE_NANOS) {
            lookedAt = now;
            absent.entrySet()
                    .removeIf(entry -> now - entry.getValue().since > MEMORY_NANOS
                            || !entry.getKey().isConnected());
            long first = absent.values().stream()
                    .mapToLong(absence -> absence.from)
                    .min()
                    .orElse(uncertain);
            for (; forgotten < Math.min(first, uncertain); forgotten++) {
                leaves.remove();
            }
        }
        return !absent.isEmpty();
    }

    /** Whether there is no leave that anybody could have missed. */
    public boolean isEmpty() {
        return leaves.isEmpty();
    }

    /** Whether the word that a meta has come may still be on its way. */
    private static boolean isRecent(Meta meta, long now) {
        return now - meta.since() <= MEMORY_NANOS;
    }
}
