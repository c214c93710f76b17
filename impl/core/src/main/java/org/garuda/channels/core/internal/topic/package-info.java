/**
 * Topics, their subscribers, and the way of a broadcast to them. {@code channel} subscribes; the application and
 * {@code tracker} broadcast. It calls subscribers, which it knows as {@link
 * org.garuda.channels.core.internal.topic.Subscriber}.
 */
@NullMarked
package org.garuda.channels.core.internal.topic;

import org.jspecify.annotations.NullMarked;
