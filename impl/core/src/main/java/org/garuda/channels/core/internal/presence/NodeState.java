package org.garuda.channels.core.internal.presence;

import java.util.Collection;

/**
 * All of a node's own entries at one moment.
 *
 * @param number the number of the last {@link NodeDelta} that is contained, 0 if there was none
 * @param entries the entries; immutable
 */
public record NodeState(long number, Collection<NodeEntry> entries) {}
