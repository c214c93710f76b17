/** Connections of attackers, and of those whom they must not disturb. */
@NullMarked
package org.garuda.channels.tck.hostile.client;

import org.jspecify.annotations.NullMarked;
