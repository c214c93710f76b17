package org.garuda.channels.config;

import java.util.List;

/**
 * What one client may ask for. Each limit has its own error or close code, and its own counter. Changed with {@link
 * SocketSettings.Builder#limits}; immutable.
 */
public final class ClientLimits extends Group {

    private static final Setting<Integer> MESSAGE_BYTES = Setting.number("limits.message-bytes", 2 * 1024 * 1024);
    private static final Setting<Integer> MESSAGE_PARTS = Setting.number("limits.message-parts", 16_384);
    private static final Setting<Integer> REF_BYTES = Setting.number("limits.ref-bytes", 1024);
    private static final Setting<Integer> TOPIC_BYTES = Setting.number("limits.topic-bytes", 1024);
    private static final Setting<Integer> EVENT_BYTES = Setting.number("limits.event-bytes", 255);
    private static final Setting<Integer> CHANNELS_PER_CLIENT = Setting.number("limits.channels-per-client", 100);
    private static final Setting<Integer> PENDING_MESSAGES = Setting.number("limits.pending-messages", 1000);
    private static final Setting<Integer> PENDING_BYTES = Setting.number("limits.pending-bytes", 4 * 1024 * 1024);

    static final List<Setting<?>> SETTINGS = List.of(
            MESSAGE_BYTES,
            MESSAGE_PARTS,
            REF_BYTES,
            TOPIC_BYTES,
            EVENT_BYTES,
            CHANNELS_PER_CLIENT,
            PENDING_MESSAGES,
            PENDING_BYTES);

    // Looked up once: they are asked for with each message.
    private final int messageBytes;
    private final int messageParts;
    private final int refBytes;
    private final int topicBytes;
    private final int eventBytes;
    private final int channelsPerClient;
    private final int pendingMessages;
    private final int pendingBytes;

    ClientLimits(Values values) {
        super(values, SETTINGS);
        this.messageBytes = values.get(MESSAGE_BYTES);
        this.messageParts = values.get(MESSAGE_PARTS);
        this.refBytes = values.get(REF_BYTES);
        this.topicBytes = values.get(TOPIC_BYTES);
        this.eventBytes = values.get(EVENT_BYTES);
        this.channelsPerClient = values.get(CHANNELS_PER_CLIENT);
        this.pendingMessages = values.get(PENDING_MESSAGES);
        this.pendingBytes = values.get(PENDING_BYTES);
    }

    /**
     * Size of one message from a client in bytes of UTF-8; a larger one closes the connection with 1009. 2,097,152 by
     * default.
     *
     * @return the limit
     */
    public int messageBytes() {
        return messageBytes;
    }

    /**
     * Frames that one message may be split into, empty ones too; one more closes the connection with 1009. 16,384 by
     * default.
     *
     * @return the limit
     */
    public int messageParts() {
        return messageParts;
    }

    /**
     * Length of a ref and of a join ref, in bytes as written in the frame; a longer one closes the connection with
     * 1008. 1,024 by default.
     *
     * @return the limit
     */
    public int refBytes() {
        return refBytes;
    }

    /**
     * Length of a topic in bytes of UTF-8; a longer one is answered with {@code {"reason":"topic too long"}}. 1,024 by
     * default.
     *
     * @return the limit
     */
    public int topicBytes() {
        return topicBytes;
    }

    /**
     * Length of an event's name in bytes of UTF-8; a longer one is answered with {@code {"reason":"event too long"}}.
     * 255 by default.
     *
     * @return the limit
     */
    public int eventBytes() {
        return eventBytes;
    }

    /**
     * Topics that one client may have joined, as in Phoenix; a further join is answered with {@code {"reason":"too many
     * channels joined"}}. 100 by default.
     *
     * @return the limit
     */
    public int channelsPerClient() {
        return channelsPerClient;
    }

    /**
     * Messages of one client that wait for its handlers; one more closes the connection with 1008. The standalone
     * server reads no further from a client once a quarter of them waits, so that it is slowed down instead. 1,000 by
     * default.
     *
     * @return the limit
     */
    public int pendingMessages() {
        return pendingMessages;
    }

    /**
     * Size of those waiting messages together, in bytes as the client sent them; a message that would make it more
     * closes the connection with 1008. Never taken for less than {@link #messageBytes}: a message that waits alone is
     * not refused for its size. 4,194,304 by default.
     *
     * @return the limit
     */
    public int pendingBytes() {
        return pendingBytes;
    }

    /** Sets some of them; not for use by several threads. */
    public static final class Builder {

        private final Values.Draft draft;

        Builder(Values.Draft draft) {
            this.draft = draft;
        }

        /**
         * Sets {@link ClientLimits#messageBytes()}.
         *
         * @param value at least 1
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder messageBytes(int value) {
            draft.set(MESSAGE_BYTES, value);
            return this;
        }

        /**
         * Sets {@link ClientLimits#messageParts()}.
         *
         * @param value at least 1
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder messageParts(int value) {
            draft.set(MESSAGE_PARTS, value);
            return this;
        }

        /**
         * Sets {@link ClientLimits#refBytes()}.
         *
         * @param value at least 1
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder refBytes(int value) {
            draft.set(REF_BYTES, value);
            return this;
        }

        /**
         * Sets {@link ClientLimits#topicBytes()}.
         *
         * @param value at least 1
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder topicBytes(int value) {
            draft.set(TOPIC_BYTES, value);
            return this;
        }

        /**
         * Sets {@link ClientLimits#eventBytes()}.
         *
         * @param value at least 1
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder eventBytes(int value) {
            draft.set(EVENT_BYTES, value);
            return this;
        }

        /**
         * Sets {@link ClientLimits#channelsPerClient()}.
         *
         * @param value at least 1
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder channelsPerClient(int value) {
            draft.set(CHANNELS_PER_CLIENT, value);
            return this;
        }

        /**
         * Sets {@link ClientLimits#pendingMessages()}.
         *
         * @param value at least 1
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder pendingMessages(int value) {
            draft.set(PENDING_MESSAGES, value);
            return this;
        }

        /**
         * Sets {@link ClientLimits#pendingBytes()}.
         *
         * @param value at least 1
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder pendingBytes(int value) {
            draft.set(PENDING_BYTES, value);
            return this;
        }
    }
}
