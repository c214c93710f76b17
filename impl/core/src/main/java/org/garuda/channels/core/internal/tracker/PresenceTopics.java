package org.garuda.channels.core.internal.tracker;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.garuda.channels.core.internal.channel.ChannelEnds;
import org.garuda.channels.core.internal.channel.ChannelServices;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.execution.SerialBatchExecutor;
import org.garuda.channels.core.internal.presence.PresenceList;
import org.garuda.channels.core.internal.presence.PresenceLog;
import org.garuda.channels.core.internal.presence.PresenceRefs;
import org.garuda.channels.core.internal.topic.LocalBroadcaster;
import org.garuda.channels.presence.PresenceListener;
import org.jspecify.annotations.Nullable;

/**
 * The topics that anybody is on, and the telling of their changes. A topic exists as long as something is in it or is
 * still to be told.
 */
final class PresenceTopics {

    private final NodeRuntime runtime;
    private final LocalBroadcaster broadcaster;
    private final ChannelEnds ends;
    private final Fetching fetching;
    private final Registrations<PresenceListener> listeners;
    private final PresenceRefs refs = new PresenceRefs();
    private final @Nullable PresenceLog journal;
    private final PresenceQuota quota;
    private final ConcurrentHashMap<String, Place> places = new ConcurrentHashMap<>();
    private final Set<Place> lingering = ConcurrentHashMap.newKeySet();

    /** A topic with the two lines in which its changes are told. */
    private final class Place {
        private final TopicPresence topic;
        private final SerialBatchExecutor clients;
        private final SerialBatchExecutor listening;

        Place(String name) {
            topic = new TopicPresence(name, runtime.codec(), refs, journal, runtime.clock(), quota);
            clients = new SerialBatchExecutor(
                    topic, new ToClients(topic), runtime, "a turn of presence", () -> retire(this));
            listening = new SerialBatchExecutor(
                    topic, new ToListeners(topic), runtime, "a turn of presence", () -> retire(this));
        }
    }

    PresenceTopics(
            ChannelServices services,
            Fetching fetching,
            Registrations<PresenceListener> listeners,
            @Nullable PresenceLog journal,
            PresenceQuota quota) {
        this.runtime = services.runtime();
        this.broadcaster = services.broadcaster();
        this.ends = services.ends();
        this.fetching = fetching;
        this.listeners = listeners;
        this.journal = journal;
        this.quota = quota;
    }

    /** The topic's list at this moment. */
    PresenceList list(String name) {
        Place place = places.get(name);
        return place == null ? PresenceList.EMPTY : place.topic.list();
    }

    @Nullable
    TopicPresence find(String name) {
        Place place = places.get(name);
        return place == null ? null : place.topic;
    }

    /** Does something with the name of each topic that there is, whatever it throws at one of them. */
    void each(String what, Consumer<String> action) {
        runtime.faults().forEach(what, places.keySet(), action);
    }

    int size() {
        return places.size();
    }

    /** Changes a topic under its lock; the change is to be told afterwards. */
    void change(String name, Consumer<TopicPresence> action) {
        boolean hears = listeners.any(name);
        while (true) {
            TopicPresence topic = places.computeIfAbsent(name, Place::new).topic;
            synchronized (topic) {
                if (!topic.isRetired()) {
                    topic.hear(hears);
                    action.accept(topic);
                    return;
                }
            }
            // It is on its way out of the map, by another thread's hand.
            Thread.onSpinWait();
        }
    }

    /** Tells what has changed; on this thread if no code of the application has to be called for it. */
    void tell(String name) {
        tell(name, !fetching.concerns(name));
    }

    /** Tells what has changed, on another thread. */
    void tellElsewhere(String name) {
        tell(name, false);
    }

    private void tell(String name, boolean here) {
        if (journal != null) {
            journal.tell();
        }
        Place place = places.get(name);
        if (place != null) {
            place.listening.go(false);
            place.clients.go(here);
        }
    }

    /** Forgets what has been remembered for long enough; called by the engine's sweep. */
    void sweep() {
        runtime.faults().forEach("the sweep at one topic's presences", lingering, this::retire);
    }

    private void retire(Place place) {
        synchronized (place.topic) {
            if (place.topic.expectsBack()) {
                lingering.add(place);
                return;
            }
            lingering.remove(place);
            if (place.topic.isRetired()
                    || !place.topic.isEmpty()
                    || place.clients.isBusy()
                    || place.listening.isBusy()) {
                return;
            }
            place.topic.retire();
        }
        places.remove(place.topic.name(), place);
    }

    private final class ToClients implements SerialBatchExecutor.Work {
        private final TopicPresence topic;

        ToClients(TopicPresence topic) {
            this.topic = topic;
        }

        @Override
        @GuardedBy("topic")
        public boolean waits() {
            return topic.clientsWait();
        }

        @Override
        @GuardedBy("topic")
        public Runnable take() {
            ClientTurn turn = topic.takeClientTurn();
            return () -> {
                List<ClientTurn.Asking> back = List.of();
                try {
                    back = turn.tell(runtime.codec(), broadcaster, fetching);
                } finally {
                    boolean settled = !ends.isUnderWay();
                    synchronized (topic) {
                        topic.told(back, settled);
                    }
                }
            };
        }
    }

    private final class ToListeners implements SerialBatchExecutor.Work {
        private final TopicPresence topic;

        ToListeners(TopicPresence topic) {
            this.topic = topic;
        }

        @Override
        @GuardedBy("topic")
        public boolean waits() {
            return topic.listenersWait();
        }

        @Override
        @GuardedBy("topic")
        public Runnable take() {
            ListenerTurn turn = topic.takeListenerTurn();
            return () -> turn.tell(runtime, listeners.all(topic.name()));
        }
    }
}
