/** Clients, channels, topics and their messages, on any transport and any clock. */
@NullMarked
package org.garuda.channels.core.engine;

import org.jspecify.annotations.NullMarked;
