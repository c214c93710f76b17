package org.garuda.channels;

import java.util.Map;

/**
 * A client on a topic: one channel. It is handed to the callbacks of a {@link ChannelHandler}, may be kept, and may be
 * used later and from any thread.
 *
 * <p>No method waits for the client: messages go into the client's bounded outbox and are written from there. When the
 * channel or the client is gone, pushing does nothing; a reply to a message that came before a leave is still
 * delivered, as in Phoenix.
 *
 * <p>A payload is anything that JSON-B can write as a JSON object (a record, a bean, a {@code Map}, a {@code
 * JsonObject}), or a {@code byte[]} or {@link java.nio.ByteBuffer}, which travels as a binary frame. The response of a
 * reply may be any JSON value. A payload is encoded before the method returns, so it may be changed afterwards.
 *
 * <p>Replies, pushes and broadcasts issued by one thread through one channel reach the client in that order. A
 * broadcast that the handler {@linkplain ChannelHandler#interceptedEvents intercepts} waits for its turn, and what is
 * broadcast after it waits with it: on this client both come behind what the running callback replies and pushes, and
 * not at all if the channel ends before.
 *
 * <p>Implemented by the library only; methods may be added.
 */
public interface ChannelConn {

    /**
     * The client behind this channel.
     *
     * @return the client
     */
    ChannelClient client();

    /**
     * The topic of this channel.
     *
     * @return the topic
     */
    String topic();

    /**
     * What a variable of the handler's topic pattern stands for: {@code "7"} for {@code id}, where the pattern is
     * {@code "orders:{id}"} and the topic {@code "orders:7"}.
     *
     * @param name the variable's name
     * @return what the topic has there; empty only for a variable that takes the rest
     * @throws IllegalArgumentException when the pattern has no such variable
     */
    String topicVariable(String name);

    /**
     * What the application keeps with this channel; a join starts with an empty map. Safe for use by several threads;
     * takes no null.
     *
     * @return a live, modifiable map
     */
    Map<String, Object> assigns();

    /**
     * Whether the channel is joined at this moment.
     *
     * @return true from {@link #allowJoin(ChannelEvent)} until the channel ends
     */
    boolean isJoined();

    /**
     * Accepts a join with the response {@code {}}. From now on the client gets the broadcasts of the topic.
     *
     * @param join the event given to {@link ChannelHandler#joinChannel}
     * @throws IllegalArgumentException when the event is not this channel's join
     * @throws IllegalStateException when this join has been answered already
     */
    default void allowJoin(ChannelEvent join) {
        allowJoin(join, Map.of());
    }

    /**
     * Accepts a join. From now on the client gets the broadcasts of the topic.
     *
     * @param join the event given to {@link ChannelHandler#joinChannel}
     * @param response any JSON value, or bytes
     * @throws IllegalArgumentException when the event is not this channel's join, or the response cannot be encoded
     * @throws IllegalStateException when this join has been answered already
     */
    void allowJoin(ChannelEvent join, Object response);

    /**
     * Lets the client leave: it gets the reply {@code {}}, then {@code phx_close}, and the channel ends.
     *
     * @param leave the event given to {@link ChannelHandler#leaveChannel}
     * @throws IllegalArgumentException when the event is not this channel's leave
     */
    void allowLeave(ChannelEvent leave);

    /**
     * Replies ok with {@code {}}.
     *
     * @param message the message that is answered
     * @throws IllegalArgumentException when the event did not come from this client
     */
    default void replyOk(ChannelEvent message) {
        replyOk(message, Map.of());
    }

    /**
     * Replies ok. For a join this is the same as {@link #allowJoin(ChannelEvent, Object)}, for a leave as {@link
     * #allowLeave(ChannelEvent)}.
     *
     * @param message the message that is answered
     * @param response any JSON value, or bytes
     * @throws IllegalArgumentException when the event did not come from this client, or the response cannot be encoded
     */
    void replyOk(ChannelEvent message, Object response);

    /**
     * Replies with an error and {@code {}}.
     *
     * @param message the message that is answered
     * @throws IllegalArgumentException when the event did not come from this client
     */
    default void replyError(ChannelEvent message) {
        replyError(message, Map.of());
    }

    /**
     * Replies with an error. A join is refused by it; a leave is refused by it, and the client stays.
     *
     * @param message the message that is answered
     * @param response any JSON value, or bytes; by custom an object with {@code reason}
     * @throws IllegalArgumentException when the event did not come from this client, or the response cannot be encoded
     */
    void replyError(ChannelEvent message, Object response);

    /**
     * Pushes an event with the payload {@code {}} to this client alone.
     *
     * @param event the event's name
     * @throws IllegalStateException when the join has not been allowed yet
     */
    default void push(String event) {
        push(event, Map.of());
    }

    /**
     * Pushes an event to this client alone.
     *
     * @param event the event's name
     * @param payload a JSON object, or bytes
     * @throws IllegalArgumentException when the payload cannot be encoded or is neither a JSON object nor bytes
     * @throws IllegalStateException when the join has not been allowed yet
     */
    void push(String event, Object payload);

    /**
     * Pushes the name and payload of an event to this client alone, on this channel's topic.
     *
     * @param event any event; its topic and refs do not matter
     * @throws IllegalArgumentException when the payload cannot be encoded or is neither a JSON object nor bytes
     * @throws IllegalStateException when the join has not been allowed yet
     */
    void push(ChannelEvent event);

    /**
     * Pushes an object whose class names its event with {@link org.garuda.channels.typed.Event} to this client alone.
     *
     * @param event the payload, which JSON-B writes as an object
     * @throws IllegalArgumentException when its class names no event, or it cannot be encoded as a JSON object
     * @throws IllegalStateException when the join has not been allowed yet
     */
    default void push(Object event) {
        push(EventName.of(event), event);
    }

    /**
     * The same as {@link #push(ChannelEvent)}.
     *
     * @param event any event; its topic and refs do not matter
     */
    default void sendEvent(ChannelEvent event) {
        push(event);
    }

    /**
     * Broadcasts an event with the payload {@code {}} to everyone on this topic, this client included.
     *
     * @param event the event's name
     */
    default void broadcast(String event) {
        broadcast(event, Map.of());
    }

    /**
     * Broadcasts an event to everyone on this topic, this client included.
     *
     * @param event the event's name
     * @param payload a JSON object, or bytes
     * @throws IllegalArgumentException when the payload cannot be encoded or is neither a JSON object nor bytes;
     *     nothing was sent then
     * @throws IllegalStateException when the join has not been allowed yet
     */
    void broadcast(String event, Object payload);

    /**
     * Broadcasts the name and payload of an event to everyone on this channel's topic. The payload of a message that
     * came from a client passes through without being read.
     *
     * @param event any event; its topic and refs do not matter
     * @throws IllegalArgumentException when the payload is neither a JSON object nor bytes; nothing was sent then
     * @throws IllegalStateException when the join has not been allowed yet
     */
    void broadcast(ChannelEvent event);

    /**
     * Broadcasts an object whose class names its event with {@link org.garuda.channels.typed.Event} to everyone on this
     * topic, this client included.
     *
     * @param event the payload, which JSON-B writes as an object
     * @throws IllegalArgumentException when its class names no event, or it cannot be encoded as a JSON object; nothing
     *     was sent then
     * @throws IllegalStateException when the join has not been allowed yet
     */
    default void broadcast(Object event) {
        broadcast(EventName.of(event), event);
    }

    /**
     * Broadcasts an event with the payload {@code {}} to everyone on this topic but this client.
     *
     * @param event the event's name
     */
    default void broadcastFrom(String event) {
        broadcastFrom(event, Map.of());
    }

    /**
     * Broadcasts an event to everyone on this topic but this client.
     *
     * @param event the event's name
     * @param payload a JSON object, or bytes
     * @throws IllegalArgumentException when the payload cannot be encoded or is neither a JSON object nor bytes;
     *     nothing was sent then
     * @throws IllegalStateException when the join has not been allowed yet
     */
    void broadcastFrom(String event, Object payload);

    /**
     * Broadcasts the name and payload of an event to everyone on this channel's topic but this client.
     *
     * @param event any event; its topic and refs do not matter
     * @throws IllegalArgumentException when the payload is neither a JSON object nor bytes; nothing was sent then
     * @throws IllegalStateException when the join has not been allowed yet
     */
    void broadcastFrom(ChannelEvent event);

    /**
     * Broadcasts an object whose class names its event with {@link org.garuda.channels.typed.Event} to everyone on this
     * topic but this client.
     *
     * @param event the payload, which JSON-B writes as an object
     * @throws IllegalArgumentException when its class names no event, or it cannot be encoded as a JSON object; nothing
     *     was sent then
     * @throws IllegalStateException when the join has not been allowed yet
     */
    default void broadcastFrom(Object event) {
        broadcastFrom(EventName.of(event), event);
    }

    /**
     * Ends the channel normally: the client gets {@code phx_close}. Does nothing when the channel has ended already.
     */
    void close();

    /**
     * Ends the channel abnormally, as an exception out of a callback does: the client gets {@code phx_error} and
     * phoenix.js joins again.
     *
     * @param cause what went wrong; logged, never sent to the client
     */
    void fail(Throwable cause);
}
