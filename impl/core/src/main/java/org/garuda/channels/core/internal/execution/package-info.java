/**
 * What every part of a node runs on: threads, clock, the context of callbacks, and the barrier that keeps one
 * fault from everything else. Every room above calls it. It calls the application only through {@link
 * org.garuda.channels.core.internal.execution.CallContext}.
 */
@NullMarked
package org.garuda.channels.core.internal.execution;

import org.jspecify.annotations.NullMarked;
