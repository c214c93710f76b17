/** The protocols that the load generator speaks: Phoenix channels, STOMP, Socket.IO, and one without envelopes. */
@NullMarked
package org.garuda.channels.benchmarks.dialect;

import org.jspecify.annotations.NullMarked;
