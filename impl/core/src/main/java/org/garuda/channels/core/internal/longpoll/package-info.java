/**
 * Long-polling, the same on every server: sessions, their tokens, and the answers to polls and posts. The servers'
 * modules hand requests in and do what they are told. It calls {@code handshake} for a new session, and {@code
 * connection} with what a client posts, whose {@code Transport} a session is.
 */
@NullMarked
package org.garuda.channels.core.internal.longpoll;

import org.jspecify.annotations.NullMarked;
