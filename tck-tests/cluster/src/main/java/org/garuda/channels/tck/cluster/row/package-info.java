/** What is done to the nodes and their broker, one class for each. */
@NullMarked
package org.garuda.channels.tck.cluster.row;

import org.jspecify.annotations.NullMarked;
