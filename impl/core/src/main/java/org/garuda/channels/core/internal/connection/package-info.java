/**
 * One connected client: what it says, the protocol's rules for that, its channels and its end. Transports of every
 * server call {@link org.garuda.channels.core.internal.connection.ProtocolSession} and {@link
 * org.garuda.channels.core.internal.connection.MessageAssembler}. It calls channels and handlers, and its {@link
 * org.garuda.channels.core.internal.connection.Transport}.
 */
@NullMarked
package org.garuda.channels.core.internal.connection;

import org.jspecify.annotations.NullMarked;
