/** Runs servers side by side and loads them by turns in interleaved rounds, whose figures are compared. */
@NullMarked
package org.garuda.channels.benchmarks.round;

import org.jspecify.annotations.NullMarked;
