/**
 * The start of a server, its port and threads, and what is handed out before. Called by the server and
 * its builder. Calls every other room once, to put them together on Grizzly's transport.
 */
@NullMarked
package org.garuda.channels.standalone.internal.server;

import org.jspecify.annotations.NullMarked;
