/**
 * What a module implements that connects the nodes of an application over a broker. Applications do not need it, unless
 * they bring a {@link org.garuda.channels.spi.BusProvider} of their own.
 *
 * <p>A {@link org.garuda.channels.spi.Bus} knows channels and bytes only. What the bytes mean, how messages are
 * numbered, whether the bus is healthy and which nodes are there is the engine's business, so that it is the same on
 * every broker.
 */
@Incubating
@NullMarked
package org.garuda.channels.spi;

import org.jspecify.annotations.NullMarked;
