/** JMH benchmarks of the engine's parts. */
@NullMarked
package org.garuda.channels.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
