package org.garuda.channels.tck.hostile.client;

/** A connection of an attacker. */
public interface Hostility extends AutoCloseable {

    /**
     * What the attacker got for it, in a few words by which many connections can be counted.
     *
     * @return such as {@code close 1009} or {@code HTTP 408}
     */
    String outcome();

    /**
     * What the server has not taken yet.
     *
     * @return bytes
     */
    long queued();

    /** Ends the connection, if it has not ended. */
    @Override
    void close();
}
