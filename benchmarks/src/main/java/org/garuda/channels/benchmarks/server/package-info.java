/** The servers that can be measured, and the processes in which they run. */
@NullMarked
package org.garuda.channels.benchmarks.server;

import org.jspecify.annotations.NullMarked;
