package org.garuda.channels.benchmarks.client;

/** What happens to the clients of a run. Called on the run's thread. */
public interface Scenario {

    /** The client has joined its topic. */
    void joined(Client client);

    /** The client has left its topic. */
    default void left(Client client) {}

    /** A stamped message came; the stamp is overwritten by the next one. */
    void delivered(Client client, Stamp stamp);

    /** The connection is gone, though this side did not close it. */
    void lost(Client client, String why);

    /** The connection is gone as it was to be. */
    default void closed(Client client) {}
}
