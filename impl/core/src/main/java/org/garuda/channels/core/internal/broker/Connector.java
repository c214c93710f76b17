package org.garuda.channels.core.internal.broker;

/**
 * Makes links to one broker. Called by the connecting thread of its {@link BrokerBus} alone.
 */
public interface Connector {

    /**
     * Tries once to connect, at each address in turn, for about two seconds each. May block.
     *
     * @param listener what the link tells its news, from any thread
     * @return a link without subscriptions
     * @throws Exception when no address answers as it should; the message says which address said what
     */
    Link connect(LinkListener listener) throws Exception;

    /** Frees what all links share, when there will be no more. May block for a second. */
    void close();
}
