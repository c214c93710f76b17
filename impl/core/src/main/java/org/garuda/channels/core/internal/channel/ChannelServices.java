package org.garuda.channels.core.internal.channel;

import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.topic.LocalBroadcaster;
import org.garuda.channels.core.internal.topic.TopicRegistry;

/**
 * What the channels of one node share.
 *
 * @param runtime what they run on
 * @param topics where they subscribe
 * @param broadcaster sends what their handlers broadcast
 * @param ends tells that they have ended
 */
public record ChannelServices(
        NodeRuntime runtime, TopicRegistry topics, LocalBroadcaster broadcaster, ChannelEnds ends) {}
