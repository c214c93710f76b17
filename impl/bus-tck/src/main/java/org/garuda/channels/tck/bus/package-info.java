/**
 * The contract that every bus keeps, as tests that a broker's module inherits; and what they need: brokers as processes,
 * a relay that fails on demand, and a context that remembers what it was told.
 */
@NullMarked
package org.garuda.channels.tck.bus;

import org.jspecify.annotations.NullMarked;
