/**
 * WebSockets (RFC 6455): the handshake, frames read from a connection, and frames written to it; Tyrus makes the
 * upgrade and the close handshake. Called by {@code route} with handshakes, by Grizzly with bytes, and by the core
 * through its transport. Calls the core's handshake and the client's protocol, and {@code flush} when something is to
 * be written.
 */
@NullMarked
package org.garuda.channels.standalone.internal.websocket;

import org.jspecify.annotations.NullMarked;
