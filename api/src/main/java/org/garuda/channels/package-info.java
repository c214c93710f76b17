/**
 * Phoenix-style channels for Jakarta EE: what an application sees.
 *
 * <p>Write a {@link org.garuda.channels.ChannelHandler}, name its topics with
 * {@link org.garuda.channels.Channel @Channel}, and send from anywhere with
 * {@link org.garuda.channels.ChannelBroadcaster}. Words on the wire are Phoenix's (topic, event, payload, ref, join);
 * words in the server are Jakarta's.
 */
@NullMarked
package org.garuda.channels;

import org.jspecify.annotations.NullMarked;
