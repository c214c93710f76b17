package org.garuda.channels.core.internal.broker;

import java.util.List;
import java.util.Map;

/**
 * A connection to a broker, for as long as it lasts: it never connects again by itself. So whatever it still holds when
 * it is lost dies with it, and nothing is sent late. Each method waits for about two seconds at most, and throws when the
 * broker does not answer; the link is then lost.
 *
 * <p>{@link #send} and {@link #flush} are called by one thread, the others by another.
 */
public interface Link {

    /**
     * Subscribes, and returns when the broker has confirmed.
     *
     * @param channels at most {@link BrokerBus#BATCH}, none of them subscribed to
     * @return for each channel that the broker refuses, what it says; empty when it refuses none
     */
    Map<String, String> subscribe(List<String> channels) throws Exception;

    /** Subscribes no longer; need not wait for the broker. */
    void unsubscribe(List<String> channels) throws Exception;

    /**
     * Sends a message, in the order of the calls, or keeps it until {@link #flush}. Waits for the network when some
     * megabytes are on their way.
     */
    void send(String channel, byte[] message) throws Exception;

    /** Sends what is kept. */
    void flush() throws Exception;

    /**
     * Asks the broker, on each connection that this link consists of, and waits for its answers; whatever was sent before
     * has arrived then.
     */
    void ping() throws Exception;

    /** Closes all connections; none of its threads lives on. Called once, also while another thread sends. */
    void close();
}
