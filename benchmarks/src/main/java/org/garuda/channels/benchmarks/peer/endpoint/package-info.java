/** The work that the measured servers do: as a channel, and as an endpoint that is written by hand. */
@NullMarked
package org.garuda.channels.benchmarks.peer.endpoint;

import org.jspecify.annotations.NullMarked;
