/** Has nodes, brokers and connections fail, and tells what becomes of messages and presences meanwhile. */
@NullMarked
package org.garuda.channels.tck.cluster;

import org.jspecify.annotations.NullMarked;
