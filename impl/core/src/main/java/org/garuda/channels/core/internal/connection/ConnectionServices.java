package org.garuda.channels.core.internal.connection;

import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.core.internal.channel.ChannelServices;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.queue.ByteBudget;
import org.garuda.channels.core.internal.registry.ConnectionRegistry;
import org.garuda.channels.core.internal.registry.DisconnectTracker;

/**
 * What the connections of one node share.
 *
 * @param settings those of the node
 * @param runtime what they run on
 * @param channels what their channels share
 * @param registry where they are found
 * @param disconnects sees to it that those that have ended go away
 * @param unfinished what their unfinished messages may hold together
 */
public record ConnectionServices(
        NodeSettings settings,
        NodeRuntime runtime,
        ChannelServices channels,
        ConnectionRegistry registry,
        DisconnectTracker disconnects,
        ByteBudget unfinished) {}
