/** Connections on any server's Jakarta WebSocket: how they come in, how they are read, how they are written. */
@NullMarked
package org.garuda.channels.jakarta.internal.websocket;

import org.jspecify.annotations.NullMarked;
