/**
 * What the buses of all brokers have in common: the URL, TLS, the queue of what is to be sent, who wants which channel,
 * and the loop that connects, confirms and connects again. A broker's module brings a {@link
 * org.garuda.channels.core.internal.broker.Connector}, which does one thing at a time and may block. The engine sees the
 * SPI alone.
 */
@NullMarked
package org.garuda.channels.core.internal.broker;

import org.jspecify.annotations.NullMarked;
