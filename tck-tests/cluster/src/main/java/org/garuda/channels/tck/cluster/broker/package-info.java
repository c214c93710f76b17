/** The brokers, as processes, and what an operator can tell them. */
@NullMarked
package org.garuda.channels.tck.cluster.broker;

import org.jspecify.annotations.NullMarked;
