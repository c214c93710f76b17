/**
 * Presence: who is on a topic, kept for every client that follows it.
 *
 * <p>Track a client with {@link org.garuda.channels.presence.Presence}, and phoenix.js's {@code Presence} shows the
 * list.
 */
@NullMarked
package org.garuda.channels.presence;

import org.jspecify.annotations.NullMarked;
