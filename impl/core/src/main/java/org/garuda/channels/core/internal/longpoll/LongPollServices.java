package org.garuda.channels.core.internal.longpoll;

import org.garuda.channels.config.LongPollSettings;
import org.garuda.channels.core.internal.execution.BoundedExecutor;
import org.garuda.channels.core.internal.execution.Nanos;
import org.garuda.channels.core.internal.metrics.Counters;

/**
 * What the sessions and posts of one endpoint share.
 *
 * @param settings the socket's
 * @param responders the threads that answers are given on, since writing one may block
 * @param counters what is counted
 * @param report says what was refused
 */
record LongPollServices(
        LongPollSettings settings, BoundedExecutor responders, Counters counters, RefusalReport report) {

    /** How long a poll waits. */
    long windowNanos() {
        return Math.min(Nanos.of(settings.window()), Long.MAX_VALUE / 4);
    }
}
