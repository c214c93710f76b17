package org.garuda.channels.core.presence;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.ChannelClient;

/**
 * What clients have missed that left a topic, on a connection that they keep, and came back at once; guarded by the topic's lock.
 *
 * <p>phoenix.js takes diffs of the earlier join that are still on their way to it for diffs of the new one. It would keep whoever came in those, and went before the new join: for a page that
 * leaves and joins in one breath, itself. So it is told who went in between. This concerns only what can still be on its way, so that nothing is remembered for long.
 */
final class Absences {

    /** As long as a message may be on its way to the client, and the answer on its way back. */
    static final long MEMORY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private record Absence(long since, long seen) {}

    private final Map<ChannelClient, Absence> absent = new LinkedHashMap<>();
    private final Deque<Meta> gone = new ArrayDeque<>();

    /** How many have gone before the first that is remembered. */
    private long forgotten;

    void left(ChannelClient client, long now) {
        absent.remove(client);
        absent.put(client, new Absence(now, forgotten + gone.size()));
    }

    void gone(Meta meta) {
        if (!absent.isEmpty()) {
            gone.add(meta);
        }
    }

    /** What has gone while a client was away; asked once for each absence. */
    Diff missed(ChannelClient client, long now) {
        Diff missed = new Diff();
        Absence absence = absent.remove(client);
        if (absence != null && now - absence.since <= MEMORY_NANOS) {
            gone.stream()
                    .skip(Math.max(0, absence.seen - forgotten))
                    .filter(meta -> now - meta.since() <= MEMORY_NANOS)
                    .forEach(missed::leave);
        }
        return missed;
    }

    /** Forgets what is of no use any more; tells whether anything is left. */
    boolean forget(long now) {
        Iterator<Absence> oldest = absent.values().iterator();
        while (oldest.hasNext()) {
            Absence absence = oldest.next();
            if (now - absence.since <= MEMORY_NANOS) {
                for (; forgotten < absence.seen; forgotten++) {
                    gone.remove();
                }
                return true;
            }
            oldest.remove();
        }
        forgotten += gone.size();
        gone.clear();
        return false;
    }
}
