package org.garuda.channels;

import jakarta.json.JsonValue;
import java.lang.reflect.Type;
import java.util.Map;

/**
 * A message of the protocol: topic, event, payload, and, when it came from a client, its refs. Immutable.
 *
 * <p>The payload of an event that came from a client is kept as it came, checked but not parsed; it is parsed when a
 * handler first reads it, and never when it only passes through to a broadcast, push or reply. Events of your own are
 * made with {@link #of(String, String, Object)}.
 *
 * <p>Implemented by the library only; methods may be added.
 */
public interface ChannelEvent {

    /**
     * The topic.
     *
     * @return the topic
     */
    String topic();

    /**
     * The name of the event.
     *
     * @return the name
     */
    String event();

    /**
     * The payload as JSON.
     *
     * @return the payload; any JSON value, also {@link JsonValue#NULL}
     * @throws IllegalStateException when the payload is {@linkplain #isBinary() binary}
     * @throws jakarta.json.JsonException when the JSON-P provider cannot take it, such as for nesting beyond the
     *     provider's limit
     */
    JsonValue payload();

    /**
     * The payload bound to a type with JSON-B.
     *
     * @param type the type to bind to: a record, a bean, a {@code Map}, …
     * @param <T> that type
     * @return the bound payload
     * @throws IllegalStateException when the payload is {@linkplain #isBinary() binary}
     * @throws jakarta.json.bind.JsonbException when the payload does not fit the type
     */
    default <T> T payload(Class<T> type) {
        return payload((Type) type);
    }

    /**
     * The payload bound to a generic type with JSON-B.
     *
     * @param type the type to bind to
     * @param <T> that type
     * @return the bound payload
     * @throws IllegalStateException when the payload is {@linkplain #isBinary() binary}
     * @throws jakarta.json.bind.JsonbException when the payload does not fit the type
     */
    <T> T payload(Type type);

    /**
     * Whether the payload is bytes instead of JSON.
     *
     * @return true for bytes
     */
    boolean isBinary();

    /**
     * The payload's bytes.
     *
     * @return a copy of the bytes
     * @throws IllegalStateException when the payload is not {@linkplain #isBinary() binary}
     */
    byte[] bytes();

    /**
     * The client's reference of this message, echoed in the reply. Opaque: usually a string, but any JSON value is
     * allowed.
     *
     * @return the ref; {@link JsonValue#NULL} if there is none
     */
    JsonValue ref();

    /**
     * The ref of the join to which this message belongs.
     *
     * @return the join ref; {@link JsonValue#NULL} if there is none
     */
    JsonValue joinRef();

    /**
     * An event with the payload {@code {}}.
     *
     * @param topic the topic
     * @param event the name of the event
     * @return the event
     */
    static ChannelEvent of(String topic, String event) {
        return new OwnEvent(topic, event, Map.of());
    }

    /**
     * An event.
     *
     * @param topic the topic
     * @param event the name of the event
     * @param payload anything that JSON-B can write, a {@link JsonValue}, or a {@code byte[]} or {@link
     *     java.nio.ByteBuffer}; it must not be changed until the event has been sent
     * @return the event
     */
    static ChannelEvent of(String topic, String event, Object payload) {
        return new OwnEvent(topic, event, payload);
    }

    /**
     * The payload, JSON or bytes alike, to be passed on unread: {@code conn.replyOk(event, event.rawPayload())}.
     * Cheaper than {@link #payload()}, which parses.
     *
     * @return what every method with a payload or response parameter takes
     */
    RawPayload rawPayload();
}
