/** Clients of the app on a server, of either transport, and one that speaks to it from outside. */
@NullMarked
package org.garuda.channels.tck.servers.client;

import org.jspecify.annotations.NullMarked;
