/**
 * One connected client: what it says, the protocol's rules for that, its channels and its end. Transports of every
 * server call {@link org.garuda.channels.core.connection.ProtocolSession} and {@link
 * org.garuda.channels.core.connection.MessageAssembler}. It calls channels and handlers, and its {@link
 * org.garuda.channels.core.connection.Transport}.
 */
@NullMarked
package org.garuda.channels.core.connection;

import org.jspecify.annotations.NullMarked;
