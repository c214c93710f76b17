package org.garuda.channels.core.internal.cluster;

/**
 * How a node stands among the others.
 *
 * @param bus {@code up}, {@code deaf} or {@code down}
 * @param ready whether the node takes part, or has done so before the broker went away
 * @param members how many other nodes are there
 * @param alone whether there has been no other node for a minute, on a bus that works
 * @param namesakes how many other nodes have this one's name
 * @param strangers how many other nodes cannot understand this one, since they divide the topics otherwise
 * @param slots how many slots' messages come here
 * @param remoteEntries how many presences of other nodes are known
 * @param roundtripNanos how long the last own beat was on its way
 */
public record ClusterStatus(
        String bus,
        boolean ready,
        int members,
        boolean alone,
        int namesakes,
        int strangers,
        int slots,
        int remoteEntries,
        long roundtripNanos) {}
