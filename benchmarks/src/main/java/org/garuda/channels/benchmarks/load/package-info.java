/**
 * The load generator: many WebSocket clients on one thread. It knows no server but by the {@link
 * org.garuda.channels.benchmarks.load.Dialect} that it speaks, and checks that nothing is lost, comes twice or comes
 * out of order.
 */
@NullMarked
package org.garuda.channels.benchmarks.load;

import org.jspecify.annotations.NullMarked;
