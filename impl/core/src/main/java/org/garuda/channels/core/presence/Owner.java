package org.garuda.channels.core.presence;

import java.util.function.BooleanSupplier;
import org.garuda.channels.core.engine.ClientChannel;

/**
 * Whose presences end together, on one topic.
 *
 * @param self the channel or {@link Tracking}
 * @param topic the topic
 * @param alive whether it may still be tracked
 */
record Owner(Object self, String topic, BooleanSupplier alive) {

    static Owner of(ClientChannel channel) {
        return new Owner(channel, channel.topic(), channel::isJoined);
    }

    static Owner of(Tracking tracking) {
        return new Owner(tracking, tracking.topic(), tracking::isOpen);
    }
}
