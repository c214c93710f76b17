package org.garuda.channels;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Flow;
import org.garuda.channels.config.NodeSettings;

/**
 * Sends to topics from anywhere: a REST resource, a timer, a message listener. An application-scoped bean,
 * {@code @Inject}ed in CDI; without CDI the server hands it out.
 *
 * <p>Safe for use by any thread. No method blocks or waits for clients: a message is encoded once for each protocol
 * version and offered to the outbox of each subscriber. Messages of one thread on one topic reach every subscriber in
 * the order in which the thread sent them, also where a handler intercepts some of them: what follows waits until that
 * client's handler is done. Messages on other topics do not wait for it. Delivery is at most once. After the server has
 * stopped, sending does nothing.
 *
 * <p>A broadcast reaches everyone on the topic who is connected to this node; where nodes form a cluster, those of the
 * others too. So does {@link #disconnect}.
 *
 * <p>A payload is a JSON object (anything that JSON-B writes as one), or a {@code byte[]} or {@link
 * java.nio.ByteBuffer}.
 *
 * <p>Implemented by the library only; methods may be added.
 */
public interface ChannelBroadcaster {

    /**
     * Broadcasts an event with the payload {@code {}} to everyone on a topic.
     *
     * @param topic the topic; one that nobody has joined is fine
     * @param event the event's name
     */
    default void broadcast(String topic, String event) {
        broadcast(topic, event, Map.of());
    }

    /**
     * Broadcasts an event to everyone on a topic.
     *
     * @param topic the topic; one that nobody has joined is fine
     * @param event the event's name
     * @param payload a JSON object, or bytes
     * @throws IllegalArgumentException when the payload cannot be encoded or is neither a JSON object nor bytes;
     *     nothing was sent then
     */
    default void broadcast(String topic, String event, Object payload) {
        broadcast(ChannelEvent.of(topic, event, payload));
    }

    /**
     * Broadcasts an event to everyone on its topic.
     *
     * @param event the event; its refs do not matter
     * @throws IllegalArgumentException when the payload cannot be encoded or is neither a JSON object nor bytes;
     *     nothing was sent then
     */
    void broadcast(ChannelEvent event);

    /**
     * Broadcasts an event to everyone on its topic but one client.
     *
     * @param sender the client that is left out; one that is gone is fine
     * @param event the event; its refs do not matter
     * @throws IllegalArgumentException when the client belongs to another server, or the payload cannot be encoded or
     *     is neither a JSON object nor bytes; nothing was sent then
     */
    void broadcastFrom(ChannelClient sender, ChannelEvent event);

    /**
     * Broadcasts an event with the payload {@code {}} to everyone on a topic but one client.
     *
     * @param sender the client that is left out
     * @param topic the topic; one that nobody has joined is fine
     * @param event the event's name
     * @throws IllegalArgumentException when the client belongs to another server
     */
    default void broadcastFrom(ChannelClient sender, String topic, String event) {
        broadcastFrom(sender, topic, event, Map.of());
    }

    /**
     * Broadcasts an event to everyone on a topic but one client.
     *
     * @param sender the client that is left out
     * @param topic the topic; one that nobody has joined is fine
     * @param event the event's name
     * @param payload a JSON object, or bytes
     * @throws IllegalArgumentException when the client belongs to another server, or the payload cannot be encoded or
     *     is neither a JSON object nor bytes; nothing was sent then
     */
    default void broadcastFrom(ChannelClient sender, String topic, String event, Object payload) {
        broadcastFrom(sender, ChannelEvent.of(topic, event, payload));
    }

    /**
     * Broadcasts an event with the payload {@code {}} to those on a topic that are connected to this node.
     *
     * @param topic the topic; one that nobody has joined is fine
     * @param event the event's name
     */
    default void localBroadcast(String topic, String event) {
        localBroadcast(topic, event, Map.of());
    }

    /**
     * Broadcasts an event to those on a topic that are connected to this node.
     *
     * @param topic the topic; one that nobody has joined is fine
     * @param event the event's name
     * @param payload a JSON object, or bytes
     * @throws IllegalArgumentException when the payload cannot be encoded or is neither a JSON object nor bytes;
     *     nothing was sent then
     */
    default void localBroadcast(String topic, String event, Object payload) {
        localBroadcast(ChannelEvent.of(topic, event, payload));
    }

    /**
     * Broadcasts an event to those on its topic that are connected to this node.
     *
     * @param event the event; its refs do not matter
     * @throws IllegalArgumentException when the payload cannot be encoded or is neither a JSON object nor bytes;
     *     nothing was sent then
     */
    void localBroadcast(ChannelEvent event);

    /**
     * Disconnects every client with an id, with close code 1001. As in Phoenix, so does the broadcast of
     * an event {@code disconnect} with the id as its topic, whoever sends it.
     *
     * @param id what was given to {@link ChannelHandshake#identify(String)}; one that nobody has is fine
     */
    void disconnect(String id);

    /**
     * Disconnects every client with an id, with close code 1001, and turns clients with it away for a while with HTTP
     * status 403, on every node that is reached now. A node remembers 10,000 ids; with more, those whose time is up
     * first are forgotten. A later call for the same id sets the time anew.
     *
     * @param id what was given to {@link ChannelHandshake#identify(String)}; one that nobody has is fine
     * @param keepOut for how long, from now on; zero only disconnects, and lets the id in again
     * @throws IllegalArgumentException when the time is negative
     */
    void disconnect(String id, Duration keepOut);

    /**
     * How many clients are connected to this node.
     *
     * @return the number at this moment
     */
    int connectedClients();

    /**
     * How many clients have joined a topic on this node.
     *
     * @param topic the topic
     * @return the number at this moment
     */
    int subscribers(String topic);

    /**
     * Whether clients may be sent to this node: until it stops, and with a broker ({@link
     * org.garuda.channels.config.BusSettings}), from when it takes part among the other nodes. For the readiness probe
     * of a balancer, which the application answers. A broker that goes away later changes nothing, unless it is
     * {@linkplain org.garuda.channels.config.BusSettings#required() required}: else every node would be taken out of the
     * balancer at once.
     *
     * @return true if they may
     */
    boolean isReady();

    /**
     * Every event that is broadcast through this node, to listen in. Each subscriber has a bounded buffer ({@link
     * NodeSettings#listenerBuffer()} events) and is called on its own, off the sender's thread; events that a slow subscriber
     * has no room for are lost to it and counted, and hold up nobody.
     *
     * @return the publisher; it completes when the server stops
     */
    Flow.Publisher<ChannelEvent> events();
}
