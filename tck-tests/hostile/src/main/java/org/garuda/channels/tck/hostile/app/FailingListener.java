package org.garuda.channels.tck.hostile.app;

import java.util.Map;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.presence.PresenceEntry;
import org.garuda.channels.presence.PresenceListener;

/**
 * A listener that fails on most topics, and tells of the others.
 *
 * @param broadcaster tells
 */
record FailingListener(ChannelBroadcaster broadcaster) implements PresenceListener {

    private static final String GOOD = WildChannel.WILD + "-good";

    @Override
    public void came(String topic, PresenceEntry entry) {
        if (!topic.startsWith(GOOD)) {
            throw new LinkageError("made by a listener");
        }
        broadcaster.broadcast("calm:listener", "came", Map.of("topic", topic));
    }

    @Override
    public void went(String topic, PresenceEntry entry) {
        if (!topic.startsWith(GOOD)) {
            throw new StackOverflowError("made by a listener");
        }
    }
}
