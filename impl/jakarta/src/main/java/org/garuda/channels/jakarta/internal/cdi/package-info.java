/**
 * Channels as CDI beans: handlers are found and checked, the engine is held, and what handlers and others inject is
 * there.
 */
@NullMarked
package org.garuda.channels.jakarta.internal.cdi;

import org.jspecify.annotations.NullMarked;
