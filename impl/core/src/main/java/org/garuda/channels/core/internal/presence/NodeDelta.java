package org.garuda.channels.core.internal.presence;

import java.util.List;

/**
 * A change of a node's own entries.
 *
 * @param number one more than that of the node's delta before; the first is 1
 * @param joins the entries that came
 * @param leaves the refs of those that went
 */
public record NodeDelta(long number, List<NodeEntry> joins, List<String> leaves) {}
