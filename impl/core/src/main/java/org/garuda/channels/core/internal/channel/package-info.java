/**
 * One client on one topic, from its join to its end: its state, its replies, and the events that its handler is
 * given. {@code connection} creates a channel for a join and drives it; {@code tracker} tracks it. It calls the
 * application's handler, its topic, and the queues of its connection, which it knows as {@link
 * org.garuda.channels.core.internal.channel.ChannelConnection}.
 */
@NullMarked
package org.garuda.channels.core.internal.channel;

import org.jspecify.annotations.NullMarked;
