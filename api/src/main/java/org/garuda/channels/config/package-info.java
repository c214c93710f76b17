/**
 * The settings: what a socket and its node allow, and where the values come from.
 *
 * <p>Every limit and every time has a default that suits a server on the open internet. {@link
 * org.garuda.channels.config.NodeSettings} and {@link org.garuda.channels.config.SocketSettings} are where to begin.
 */
@NullMarked
package org.garuda.channels.config;

import org.jspecify.annotations.NullMarked;
