/**
 * Handlers with types: reads a class with the annotations of {@code org.garuda.channels.typed}, tells what is wrong with
 * it, and makes a {@link org.garuda.channels.ChannelHandler} of it. The modules that put the engine into a server call it
 * when an application is deployed; it calls the application's methods, and {@code channel} to answer.
 */
@NullMarked
package org.garuda.channels.core.internal.typed;

import org.jspecify.annotations.NullMarked;
