/** What presence costs: many joins of one topic, and one join by the length of the list. */
@NullMarked
package org.garuda.channels.benchmarks.presence;

import org.jspecify.annotations.NullMarked;
