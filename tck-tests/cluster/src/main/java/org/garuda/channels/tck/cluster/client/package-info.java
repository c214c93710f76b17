/** Clients that check what comes to them. */
@NullMarked
package org.garuda.channels.tck.cluster.client;

import org.jspecify.annotations.NullMarked;
