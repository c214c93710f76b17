package org.garuda.channels.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.garuda.channels.ChannelBroadcaster;
import org.jspecify.annotations.Nullable;

/**
 * What a client may ask of the server. Each limit has its own error or close code, and its own counter. Immutable: each
 * {@code with…} method tells a copy, and wants a number of at least 1.
 */
public final class Limits {

    /** Every limit with its default, in the order of the documentation. */
    enum Name {
        MESSAGE_BYTES(2 * 1024 * 1024),
        MESSAGE_PARTS(16_384),
        UNFINISHED_BYTES(Math.max(Runtime.getRuntime().maxMemory() / 4, 1), Long.MAX_VALUE),
        REF_BYTES(1024),
        TOPIC_BYTES(1024),
        EVENT_BYTES(255),
        CHANNELS_PER_CLIENT(100),
        PENDING_MESSAGES(1000),
        PENDING_BYTES(4 * 1024 * 1024),
        CLIENTS(100_000),
        LISTENER_BUFFER(1024),
        PRESENCE_META_BYTES(16 * 1024),
        PRESENCE_KEYS(100),
        HEAD_BYTES(32 * 1024),
        HEAD_LINES(200),
        ROUTE_BODY_BYTES(64 * 1024);

        private final long otherwise;
        private final long most;

        Name(long otherwise) {
            this(otherwise, Integer.MAX_VALUE);
        }

        Name(long otherwise, long most) {
            this.otherwise = otherwise;
            this.most = most;
        }

        /** The setting without its prefix, such as {@code message-bytes}. */
        String setting() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final Limits DEFAULTS = new Limits(
            Stream.of(Name.values()).mapToLong(name -> name.otherwise).toArray());

    private final long[] values;

    private Limits(long[] values) {
        this.values = values;
    }

    /**
     * The defaults of all limits: what each accessor says.
     *
     * @return the defaults
     */
    public static Limits defaults() {
        return DEFAULTS;
    }

    long get(Name name) {
        return values[name.ordinal()];
    }

    private int number(Name name) {
        return (int) get(name);
    }

    Limits with(Name name, long value) {
        if (value < 1 || value > name.most) {
            throw new IllegalArgumentException("limits." + name.setting() + " must be at least 1"
                    + (value < 1 ? "" : " and at most " + name.most) + ", but is " + value);
        }
        long[] copy = values.clone();
        copy[name.ordinal()] = value;
        return new Limits(copy);
    }

    /**
     * Size of one message from a client in bytes of UTF-8; a larger one closes the connection with 1009. 2,097,152 by
     * default.
     *
     * @return the limit
     */
    public int messageBytes() {
        return number(Name.MESSAGE_BYTES);
    }

    /**
     * A copy with another {@link #messageBytes()}.
     *
     * @param value at least 1
     * @return the copy
     * @throws IllegalArgumentException when it is less
     */
    public Limits withMessageBytes(int value) {
        return with(Name.MESSAGE_BYTES, value);
    }

    /**
     * Frames that one message may be split into, empty ones too; one more closes the connection with 1009. 16,384 by
     * default.
     *
     * @return the limit
     */
    public int messageParts() {
        return number(Name.MESSAGE_PARTS);
    }

    /**
     * A copy with another {@link #messageParts()}.
     *
     * @param value at least 1
     * @return the copy
     * @throws IllegalArgumentException when it is less
     */
    public Limits withMessageParts(int value) {
        return with(Name.MESSAGE_PARTS, value);
    }

    /**
     * Bytes of all messages and request bodies on this node that have begun and are not whole. Beyond it those that
     * hold the most are closed with 1013, a body with HTTP status 503. A quarter of the heap by default.
     *
     * @return the limit
     */
    public long unfinishedBytes() {
        return get(Name.UNFINISHED_BYTES);
    }

    /**
     * A copy with another {@link #unfinishedBytes()}.
     *
     * @param value at least 1
     * @return the copy
     * @throws IllegalArgumentException when it is less
     */
    public Limits withUnfinishedBytes(long value) {
        return with(Name.UNFINISHED_BYTES, value);
    }

    /**
     * Length of a ref and of a join ref, in bytes as written in the frame; a longer one closes the connection with
     * 1008. 1,024 by default.
     *
     * @return the limit
     */
    public int refBytes() {
        return number(Name.REF_BYTES);
    }

    /**
     * A copy with another {@link #refBytes()}.
     *
     * @param value at least 1
     * @return the copy
     * @throws IllegalArgumentException when it is less
     */
    public Limits withRefBytes(int value) {
        return with(Name.REF_BYTES, value);
    }

    /**
     * Length of a topic in bytes of UTF-8; a longer one is answered with {@code {"reason":"topic too long"}}. 1,024
     * by default.
     *
     * @return the limit
     */
    public int topicBytes() {
        return number(Name.TOPIC_BYTES);
    }

    /**
     * A copy with another {@link #topicBytes()}.
     *
     * @param value at least 1
     * @return the copy
     * @throws IllegalArgumentException when it is less
     */
    public Limits withTopicBytes(int value) {
        return with(Name.TOPIC_BYTES, value);
    }

    /**
     * Length of an event's name in bytes of UTF-8; a longer one is answered with {@code {"reason":"event too long"}}.
     * 255 by default.
     *
     * @return the limit
     */
    public int eventBytes() {
        return number(Name.EVENT_BYTES);
    }

    /**
     * A copy with another {@link #eventBytes()}.
     *
     * @param value at least 1
     * @return the copy
     * @throws IllegalArgumentException when it is less
     */
    public Limits withEventBytes(int value) {
        return with(Name.EVENT_BYTES, value);
    }

    /**
     * Topics that one client may have joined, as in Phoenix; a further join is answered with
     * {@code {"reason":"too many channels joined"}}. 100 by default.
     *
     * @return the limit
     */
    public int channelsPerClient() {
        return number(Name.CHANNELS_PER_CLIENT);
    }

    /**
     * A copy with another {@link #channelsPerClient()}.
     *
     * @param value at least 1
     * @return the copy
     * @throws IllegalArgumentException when it is less
     */
    public Limits withChannelsPerClient(int value) {
        return with(Name.CHANNELS_PER_CLIENT, value);
    }

    /**
     * Messages of one client that wait for its handlers; one more closes the connection with 1008. The standalone
     * server reads no further from a client once a quarter of them waits, so that it is slowed down instead. 1,000 by
     * default.
     *
     * @return the limit
     */
    public int pendingMessages() {
        return number(Name.PENDING_MESSAGES);
    }

    /**
     * A copy with another {@link #pendingMessages()}.
     *
     * @param value at least 1
     * @return the copy
     * @throws IllegalArgumentException when it is less
     */
    public Limits withPendingMessages(int value) {
        return with(Name.PENDING_MESSAGES, value);
    }

    /**
     * Size of those waiting messages together, in bytes as the client sent them; a message that would make it more
     * closes the connection with 1008. Never taken for less than {@link #messageBytes}: a message that waits alone is
     * not refused for its size. 4,194,304 by default.
     *
     * @return the limit
     */
    public int pendingBytes() {
        return number(Name.PENDING_BYTES);
    }

    /**
     * A copy with another {@link #pendingBytes()}.
     *
     * @param value at least 1
     * @return the copy
     * @throws IllegalArgumentException when it is less
     */
    public Limits withPendingBytes(int value) {
        return with(Name.PENDING_BYTES, value);
    }

    /**
     * Clients connected to this node; one more is turned away with HTTP status 503. 100,000 by default.
     *
     * @return the limit
     */
    public int clients() {
        return number(Name.CLIENTS);
    }

    /**
     * A copy with another {@link #clients()}.
     *
     * @param value at least 1
     * @return the copy
     * @throws IllegalArgumentException when it is less
     */
    public Limits withClients(int value) {
        return with(Name.CLIENTS, value);
    }

    /**
     * Events that wait for one subscriber of {@link ChannelBroadcaster#events()}; further ones are lost to it. 1,024
     * by default.
     *
     * @return the limit
     */
    public int listenerBuffer() {
        return number(Name.LISTENER_BUFFER);
    }

    /**
     * A copy with another {@link #listenerBuffer()}.
     *
     * @param value at least 1
     * @return the copy
     * @throws IllegalArgumentException when it is less
     */
    public Limits withListenerBuffer(int value) {
        return with(Name.LISTENER_BUFFER, value);
    }

    /**
     * Size of one presence in bytes: its key, and its meta as JSON with what updates merge into it; a larger one is an
     * exception in the caller. 16,384 by default.
     *
     * @return the limit
     */
    public int presenceMetaBytes() {
        return number(Name.PRESENCE_META_BYTES);
    }

    /**
     * A copy with another {@link #presenceMetaBytes()}.
     *
     * @param value at least 1
     * @return the copy
     * @throws IllegalArgumentException when it is less
     */
    public Limits withPresenceMetaBytes(int value) {
        return with(Name.PRESENCE_META_BYTES, value);
    }

    /**
     * Presences that one client may have tracked at once; a further one is an exception in the caller. 100 by
     * default.
     *
     * @return the limit
     */
    public int presenceKeys() {
        return number(Name.PRESENCE_KEYS);
    }

    /**
     * A copy with another {@link #presenceKeys()}.
     *
     * @param value at least 1
     * @return the copy
     * @throws IllegalArgumentException when it is less
     */
    public Limits withPresenceKeys(int value) {
        return with(Name.PRESENCE_KEYS, value);
    }

    /**
     * Size of the head of an HTTP request to the standalone server, in bytes; a larger one is answered with HTTP
     * status 431. 32,768 by default.
     *
     * @return the limit
     */
    public int headBytes() {
        return number(Name.HEAD_BYTES);
    }

    /**
     * A copy with another {@link #headBytes()}.
     *
     * @param value at least 1
     * @return the copy
     * @throws IllegalArgumentException when it is less
     */
    public Limits withHeadBytes(int value) {
        return with(Name.HEAD_BYTES, value);
    }

    /**
     * Header lines of an HTTP request to the standalone server; more are answered with HTTP status 431. 200 by
     * default.
     *
     * @return the limit
     */
    public int headLines() {
        return number(Name.HEAD_LINES);
    }

    /**
     * A copy with another {@link #headLines()}.
     *
     * @param value at least 1
     * @return the copy
     * @throws IllegalArgumentException when it is less
     */
    public Limits withHeadLines(int value) {
        return with(Name.HEAD_LINES, value);
    }

    /**
     * Size of the body of a request to a route of the standalone server's application, in bytes; a larger one is
     * answered with HTTP status 413. 65,536 by default.
     *
     * @return the limit
     */
    public int routeBodyBytes() {
        return number(Name.ROUTE_BODY_BYTES);
    }

    /**
     * A copy with another {@link #routeBodyBytes()}.
     *
     * @param value at least 1
     * @return the copy
     * @throws IllegalArgumentException when it is less
     */
    public Limits withRouteBodyBytes(int value) {
        return with(Name.ROUTE_BODY_BYTES, value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Limits limits && Arrays.equals(values, limits.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Stream.of(Name.values())
                .map(name -> name.setting() + "=" + get(name))
                .collect(Collectors.joining(", ", "Limits[", "]"));
    }
}
