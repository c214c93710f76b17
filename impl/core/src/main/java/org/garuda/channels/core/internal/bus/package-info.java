/**
 * Messages between nodes as bytes on named channels of a broker: how they are written, numbered, cut into parts and
 * counted, and the threads that take them in. {@code cluster} sends and is handed what came; brokers are known as {@link
 * org.garuda.channels.spi.Bus}. Nothing here knows what a message means to clients.
 */
@NullMarked
package org.garuda.channels.core.internal.bus;

import org.jspecify.annotations.NullMarked;
