/**
 * Channels on a server of their own: Tyrus on Grizzly, with static files and plain HTTP on the same port. Called by a
 * {@code main} that builds a server and starts it. Everything else is in the rooms below {@code internal}, of which
 * only {@code ChannelServer} and its builder know, and which know no more of this package than a route's request and
 * answer.
 */
@NullMarked
package org.garuda.channels.standalone;

import org.jspecify.annotations.NullMarked;
