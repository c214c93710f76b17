/**
 * Channels as CDI beans: handlers are found and checked, the engine is held, and what handlers and others inject is
 * there. The container makes what is here, and {@code servlet} and the standalone server take handlers, settings and
 * the engine from it. It calls {@code context} to have callbacks run in their surroundings.
 */
@NullMarked
package org.garuda.channels.jakarta.internal.cdi;

import org.jspecify.annotations.NullMarked;
