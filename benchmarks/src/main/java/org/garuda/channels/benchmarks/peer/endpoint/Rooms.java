package org.garuda.channels.benchmarks.peer.endpoint;

/**
 * The work of a server whose endpoint is written by hand: whoever joins a topic gets what is published on it.
 *
 * @param <C> a connection
 */
public interface Rooms<C> {

    /** A connection said something. */
    void heard(C connection, String text);

    /** A connection is gone. */
    void gone(C connection);
}
