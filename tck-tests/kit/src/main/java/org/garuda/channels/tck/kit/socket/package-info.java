/**
 * Clients of one scenario, down to the bytes: TCP, HTTP and WebSocket as right or as wrong as a step wants them,
 * on the thread that replays. The replay calls it. It calls the server under test.
 */
@NullMarked
package org.garuda.channels.tck.kit.socket;

import org.jspecify.annotations.NullMarked;
