/** The commands that measure whole servers, and their options. */
@NullMarked
package org.garuda.channels.benchmarks.command;

import org.jspecify.annotations.NullMarked;
