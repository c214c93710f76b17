package org.garuda.channels.core.presence;

import jakarta.json.JsonObject;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.garuda.channels.PresenceTracking;
import org.garuda.channels.core.logging.Printable;

/** A presence that no channel stands for: its own owner. */
final class Tracking implements PresenceTracking {

    private final PresenceTracker tracker;
    private final String topic;
    private final String key;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Tracking(PresenceTracker tracker, String topic, String key) {
        this.tracker = tracker;
        this.topic = topic;
        this.key = key;
    }

    boolean isOpen() {
        return open.get();
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public void update(Object meta) {
        tracker.update(this, meta);
    }

    @Override
    public void update(Function<? super JsonObject, ?> change) {
        tracker.update(this, change);
    }

    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            tracker.ended(this);
        }
    }

    @Override
    public String toString() {
        return "PresenceTracking[topic=" + Printable.of(topic) + ", key=" + Printable.of(key) + "]";
    }
}
