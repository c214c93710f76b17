/**
 * HTTP on connections: requests are read without a thread, one after the other, and answered by whoever has the answer.
 * Called by Grizzly's filter chain, and with answers by routes, long-polling and the handshake. Calls a service for
 * each request, {@code http} for what the bytes mean, and the core's budgets for what bodies may hold.
 */
@NullMarked
package org.garuda.channels.standalone.internal.exchange;

import org.jspecify.annotations.NullMarked;
