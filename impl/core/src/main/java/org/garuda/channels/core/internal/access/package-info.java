/**
 * Who may join a handler's topics and send to them: what its class says with the annotations of {@code
 * jakarta.annotation.security}. {@code topic} reads it when a handler gets its route; {@code handshake} and {@code
 * connection} ask its rules. It calls nobody.
 */
@NullMarked
package org.garuda.channels.core.internal.access;

import org.jspecify.annotations.NullMarked;
