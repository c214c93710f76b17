/** The sections of the report: each measures one question on the servers that it wants, and writes what came out. */
@NullMarked
package org.garuda.channels.benchmarks.section;

import org.jspecify.annotations.NullMarked;
