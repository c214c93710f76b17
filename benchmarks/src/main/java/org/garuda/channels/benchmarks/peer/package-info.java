/**
 * The servers that are measured, each started as a process of its own. They do the same work, each as its users would
 * have it done.
 */
@NullMarked
package org.garuda.channels.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
