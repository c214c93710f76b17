package org.garuda.channels.core.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The subscribers of one topic. Joining and leaving cost the same however many there are: each channel knows its place, and the array that broadcasts
 * walk over is made anew only by the first broadcast after a change.
 */
final class Topic {

    private static final ClientChannel[] NOBODY = {};

    private final List<ClientChannel> members = new ArrayList<>();
    private ClientChannel @Nullable [] snapshot = NOBODY;

    synchronized void add(ClientChannel channel) {
        if (channel.place < 0) {
            channel.place = members.size();
            members.add(channel);
            snapshot = null;
        }
    }

    /** Tells whether nobody is left. */
    synchronized boolean remove(ClientChannel channel) {
        int place = channel.place;
        if (place >= 0) {
            ClientChannel last = members.remove(members.size() - 1);
            if (last != channel) {
                members.set(place, last);
                last.place = place;
            }
            channel.place = -1;
            snapshot = null;
        }
        return members.isEmpty();
    }

    /** The subscribers at this moment; the array is shared and must not be changed. */
    synchronized ClientChannel[] members() {
        ClientChannel[] array = snapshot;
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
