/** The loads: fan-out at a pace, echo, clients that come and go, and clients that only stay connected. */
@NullMarked
package org.garuda.channels.benchmarks.load;

import org.jspecify.annotations.NullMarked;
