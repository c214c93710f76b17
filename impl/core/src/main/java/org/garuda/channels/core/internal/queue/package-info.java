/**
 * What waits for a client, and what waits of it, with the bounds of both. {@code channel}, {@code connection} and
 * transports put in and take out. It calls nobody but those who asked to be told, under no lock.
 */
@NullMarked
package org.garuda.channels.core.internal.queue;

import org.jspecify.annotations.NullMarked;
