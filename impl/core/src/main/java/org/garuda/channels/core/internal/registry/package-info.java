/**
 * The connections of this node: those that are in, those that have an id, those that end and are not gone, and the ids
 * that are kept out. Connections enter themselves here and leave; broadcasters ask it through {@link
 * org.garuda.channels.core.internal.topic.ConnectionIndex}, and {@code lifecycle} sweeps and stops it. It calls
 * connections through the interfaces that it declares for them.
 */
@NullMarked
package org.garuda.channels.core.internal.registry;

import org.jspecify.annotations.NullMarked;
