package org.garuda.channels.core.internal.tracker;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.logging.Printable;
import org.garuda.channels.core.internal.logging.PrintableFailure;
import org.garuda.channels.core.internal.presence.Diff;
import org.garuda.channels.core.internal.presence.KeyEntry;
import org.garuda.channels.core.internal.presence.PresenceList;
import org.garuda.channels.presence.PresenceChange;
import org.garuda.channels.presence.PresenceEntry;
import org.garuda.channels.presence.PresenceListener;

/**
 * What listeners are told in one turn.
 *
 * @param topic the topic
 * @param diff what has changed since the last turn
 * @param before the list before the change
 * @param after the list after the change
 */
record ListenerTurn(String topic, Diff diff, PresenceList before, PresenceList after) {

    /** What listeners are told. */
    private record Change(
            String topic,
            Map<String, PresenceEntry> joins,
            Map<String, PresenceEntry> leaves,
            Map<String, PresenceEntry> list)
            implements PresenceChange {}

    private static final System.Logger LOG = System.getLogger(ListenerTurn.class.getName());

    void tell(NodeRuntime runtime, List<PresenceListener> listeners) {
        PresenceList joins = diff.joins(runtime.codec());
        PresenceList leaves = diff.leaves(runtime.codec());
        for (PresenceListener listener : listeners) {
            for (KeyEntry entry : joins.tree()) {
                KeyEntry now = after.entry(entry.key());
                if (before.entry(entry.key()) == null && now != null) {
                    call(runtime, listener, () -> listener.came(topic, now));
                }
            }
            for (KeyEntry entry : leaves.tree()) {
                if (after.entry(entry.key()) == null) {
                    call(runtime, listener, () -> listener.went(topic, entry));
                }
            }
            call(runtime, listener, () -> listener.changed(new Change(topic, joins, leaves, after)));
        }
    }

    private void call(NodeRuntime runtime, PresenceListener listener, Runnable callback) {
        try {
            runtime.context().run(new PrintableFailure.Callback(callback));
        } catch (Throwable e) {
            String who = listener.getClass().getName();
            runtime.log().log(
                    LOG,
                    Level.WARNING,
                    who + ": " + e.getClass().getName(),
                    () -> who + " failed on \"" + Printable.of(topic) + "\"",
                    e);
        }
    }
}
