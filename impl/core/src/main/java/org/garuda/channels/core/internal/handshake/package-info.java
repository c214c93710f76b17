/**
 * Who may connect, and as what: the request, its origin, token and version, and the handlers' {@code connect}. The
 * servers' front ends call it before anything is upgraded. It calls handlers, and creates connections.
 */
@NullMarked
package org.garuda.channels.core.internal.handshake;

import org.jspecify.annotations.NullMarked;
