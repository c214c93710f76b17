/** The nodes, as processes. */
@NullMarked
package org.garuda.channels.tck.cluster.node;

import org.jspecify.annotations.NullMarked;
