package org.garuda.channels.core.internal.tracker;

import jakarta.json.JsonObject;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.garuda.channels.core.internal.logging.Printable;
import org.garuda.channels.presence.PresenceHandle;

/** A presence that no channel stands for: its own owner. */
final class Tracking implements PresenceHandle {

    private final OwnPresences presences;
    private final Owner owner;
    private final String key;
    private final AtomicBoolean open = new AtomicBoolean(true);

    Tracking(OwnPresences presences, String topic, String key) {
        this.presences = presences;
        this.owner = new Owner(this, topic, open::get);
        this.key = key;
    }

    /** It begins. */
    void track(Object meta) {
        presences.track(owner, key, meta);
    }

    @Override
    public String topic() {
        return owner.topic();
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public void update(Object meta) {
        presences.replace(owner, key, meta);
    }

    @Override
    public void updateWith(Function<? super JsonObject, ?> change) {
        presences.update(owner, key, change);
    }

    @Override
    public void close() {
        if (open.compareAndSet(true, false)) {
            presences.untrackAll(owner);
        }
    }

    @Override
    public String toString() {
        return "PresenceHandle[topic=" + Printable.of(owner.topic()) + ", key=" + Printable.of(key) + "]";
    }
}
