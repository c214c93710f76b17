/**
 * The clients of the load generator: many WebSocket connections on one thread. They know no server but by the {@link
 * org.garuda.channels.benchmarks.client.Dialect} that they speak, and check that nothing is lost, comes twice or comes
 * out of order.
 */
@NullMarked
package org.garuda.channels.benchmarks.client;

import org.jspecify.annotations.NullMarked;
