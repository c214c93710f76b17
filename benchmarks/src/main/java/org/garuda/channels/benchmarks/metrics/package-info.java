/** What a run measures: latencies, faults, CPU time and memory of processes, and what else kept the machine busy. */
@NullMarked
package org.garuda.channels.benchmarks.metrics;

import org.jspecify.annotations.NullMarked;
