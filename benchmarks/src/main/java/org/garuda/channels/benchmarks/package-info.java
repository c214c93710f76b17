/** What the project's speed is measured with: benchmarks of parts, and loads on whole servers beside their peers. */
@NullMarked
package org.garuda.channels.benchmarks;

import org.jspecify.annotations.NullMarked;
