package org.garuda.channels.core.internal.presence;

/** The other nodes, to whom the entries of this node are told. */
public interface PresencePeers {

    /**
     * Entries of this node have changed. Called in the order of the numbers, one call at a time, by any thread, under
     * no lock; must not block.
     */
    void changed(NodeDelta delta);

    /**
     * This node stops: all its entries are gone. Called once, after the last {@link #changed}, before the clients are
     * closed; must not block.
     */
    void gone();
}
