package org.garuda.channels.core.internal.topic;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The subscribers of one topic. Joining and leaving cost the same however many there are: each subscriber knows its
 * place, and the array that broadcasts walk over is made anew only by the first broadcast after a change.
 */
final class Topic {

    private static final Subscriber[] NOBODY = {};

    @GuardedBy("this")
    private final List<Subscriber> members = new ArrayList<>();

    @GuardedBy("this")
    private Subscriber @Nullable [] snapshot = NOBODY;

    synchronized void add(Subscriber subscriber) {
        if (subscriber.place < 0) {
            subscriber.place = members.size();
            members.add(subscriber);
            snapshot = null;
        }
    }

    /** Tells whether nobody is left. */
    @SuppressWarnings("ReferenceEquality") // A subscriber is itself alone.
    synchronized boolean remove(Subscriber subscriber) {
        int place = subscriber.place;
        if (place >= 0) {
            Subscriber last = members.remove(members.size() - 1);
            if (last != subscriber) {
                members.set(place, last);
                last.place = place;
            }
            subscriber.place = -1;
            snapshot = null;
        }
        return members.isEmpty();
    }

    /** The subscribers at this moment; the array is shared and must not be changed. */
    synchronized Subscriber[] members() {
        Subscriber[] array = snapshot;
        if (array == null) {
            array = members.toArray(NOBODY);
            snapshot = array;
        }
        return array;
    }

    synchronized int size() {
        return members.size();
    }
}
