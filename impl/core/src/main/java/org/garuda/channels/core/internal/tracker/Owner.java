package org.garuda.channels.core.internal.tracker;

import java.util.function.BooleanSupplier;
import org.garuda.channels.core.internal.channel.ChannelSession;

/**
 * Whose presences end together, on one topic.
 *
 * @param self the channel or what stands for one
 * @param topic the topic
 * @param alive whether it may still be tracked
 */
record Owner(Object self, String topic, BooleanSupplier alive) {

    static Owner of(ChannelSession channel) {
        return new Owner(channel, channel.topic(), channel::isJoined);
    }
}
