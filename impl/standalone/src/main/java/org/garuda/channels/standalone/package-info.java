/** Channels on a server of their own: Tyrus on Grizzly, with static files and plain HTTP on the same port. */
@NullMarked
package org.garuda.channels.standalone;

import org.jspecify.annotations.NullMarked;
