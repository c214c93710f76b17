package org.garuda.channels.core.internal.topic;

/**
 * The connections of this node, as far as a broadcaster asks about them. Safe for use by any thread; nothing here
 * waits.
 */
public interface ConnectionIndex {

    /** How many clients are connected. */
    int size();

    /** Ends the connections that have an id. */
    void disconnect(String id);
}
