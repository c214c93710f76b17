/** Starts servers, has them loaded in turn, compares them within each round and writes the report. */
@NullMarked
package org.garuda.channels.benchmarks.run;

import org.jspecify.annotations.NullMarked;
