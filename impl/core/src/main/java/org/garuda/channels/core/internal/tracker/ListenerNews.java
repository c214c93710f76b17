package org.garuda.channels.core.internal.tracker;

import org.garuda.channels.core.internal.presence.Diff;
import org.garuda.channels.core.internal.presence.Meta;
import org.garuda.channels.core.internal.presence.PresenceList;

/**
 * What the listeners of one topic are still to be told, if there are any. Guarded by the lock of its {@link
 * TopicPresence}.
 */
final class ListenerNews {

    private Diff diff = new Diff();
    private PresenceList told = PresenceList.EMPTY;
    private boolean heard;

    /** Whether changes from now on are kept. */
    void hear(boolean hears, PresenceList list) {
        if (hears != heard) {
            heard = hears;
            told = hears ? list : PresenceList.EMPTY;
            diff = new Diff();
        }
    }

    void join(Meta meta) {
        if (heard) {
            diff.join(meta);
        }
    }

    void leave(Meta meta) {
        if (heard) {
            diff.leave(meta);
        }
    }

    boolean areWaiting() {
        return !diff.isEmpty();
    }

    /** What is to be told now, which waits no longer. */
    ListenerTurn take(String topic, PresenceList list) {
        ListenerTurn turn = new ListenerTurn(topic, diff, told, list);
        diff = new Diff();
        told = list;
        return turn;
    }
}
