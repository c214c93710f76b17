package org.garuda.channels.tck.hostile.app;

import org.garuda.channels.PresenceEntry;
import org.garuda.channels.PresenceListener;

/** A listener that can do nothing but fail. */
final class FailingListener implements PresenceListener {

    @Override
    public void came(String topic, PresenceEntry entry) {
        throw new LinkageError("made by a listener");
    }

    @Override
    public void went(String topic, PresenceEntry entry) {
        throw new StackOverflowError("made by a listener");
    }
}
