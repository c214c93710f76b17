package org.garuda.channels;

/**
 * What a client may ask of the server. Each limit has its own error or close code, and its own counter.
 *
 * @param messageBytes size of one message from a client in bytes of UTF-8; a larger one closes the connection with 1009
 * @param topicBytes length of a topic in bytes of UTF-8; a longer one is answered with {@code {"reason":"topic too long"}}
 * @param eventBytes length of an event's name in bytes of UTF-8; a longer one is answered with {@code {"reason":"event too long"}}
 * @param channelsPerClient topics that one client may have joined; a further join is answered with
 *     {@code {"reason":"too many channels joined"}}
 * @param pendingMessages messages of one client that wait for its handlers; one more closes the connection with 1008. The standalone server reads no further from a
 *     client once a quarter of them waits, so that it is slowed down instead
 * @param pendingBytes size of those waiting messages together, in bytes as the client sent them; a message that would make it more closes the connection
 *     with 1008. Never taken for less than {@code messageBytes}: a message that waits alone is not refused for its size
 * @param clients clients connected to this node; one more is turned away with HTTP status 503
 * @param listenerBuffer events that wait for one subscriber of {@link ChannelBroadcaster#events()}; further ones are lost to it
 */
public record Limits(
        int messageBytes,
        int topicBytes,
        int eventBytes,
        int channelsPerClient,
        int pendingMessages,
        int pendingBytes,
        int clients,
        int listenerBuffer) {

    private static final Limits DEFAULTS =
            new Limits(2 * 1024 * 1024, 1024, 255, 100, 1000, 4 * 1024 * 1024, 100_000, 1024);

    /**
     * Checks that every limit is positive.
     *
     * @param messageBytes see above
     * @param topicBytes see above
     * @param eventBytes see above
     * @param channelsPerClient see above
     * @param pendingMessages see above
     * @param pendingBytes see above
     * @param clients see above
     * @param listenerBuffer see above
     * @throws IllegalArgumentException when one is not
     */
    public Limits {
        positive("messageBytes", messageBytes);
        positive("topicBytes", topicBytes);
        positive("eventBytes", eventBytes);
        positive("channelsPerClient", channelsPerClient);
        positive("pendingMessages", pendingMessages);
        positive("pendingBytes", pendingBytes);
        positive("clients", clients);
        positive("listenerBuffer", listenerBuffer);
    }

    /**
     * The defaults: 2 MiB a message, topics of 1,024 bytes, events of 255 bytes, 100 channels a client (as in Phoenix), 1,000 waiting messages
     * and 4 MiB of them a client, 100,000 clients a node, 1,024 events a listener.
     *
     * @return the defaults
     */
    public static Limits defaults() {
        return DEFAULTS;
    }

    /**
     * A copy with another message size.
     *
     * @param bytes size in bytes of UTF-8
     * @return the copy
     */
    public Limits withMessageBytes(int bytes) {
        return new Limits(
                bytes,
                topicBytes,
                eventBytes,
                channelsPerClient,
                pendingMessages,
                pendingBytes,
                clients,
                listenerBuffer);
    }

    /**
     * A copy with another length of topics.
     *
     * @param bytes length in bytes of UTF-8
     * @return the copy
     */
    public Limits withTopicBytes(int bytes) {
        return new Limits(
                messageBytes,
                bytes,
                eventBytes,
                channelsPerClient,
                pendingMessages,
                pendingBytes,
                clients,
                listenerBuffer);
    }

    /**
     * A copy with another length of event names.
     *
     * @param bytes length in bytes of UTF-8
     * @return the copy
     */
    public Limits withEventBytes(int bytes) {
        return new Limits(
                messageBytes,
                topicBytes,
                bytes,
                channelsPerClient,
                pendingMessages,
                pendingBytes,
                clients,
                listenerBuffer);
    }

    /**
     * A copy with another number of channels for each client.
     *
     * @param channels the number
     * @return the copy
     */
    public Limits withChannelsPerClient(int channels) {
        return new Limits(
                messageBytes, topicBytes, eventBytes, channels, pendingMessages, pendingBytes, clients, listenerBuffer);
    }

    /**
     * A copy with another number of messages that may wait for the handlers.
     *
     * @param messages the number for each client
     * @return the copy
     */
    public Limits withPendingMessages(int messages) {
        return new Limits(
                messageBytes,
                topicBytes,
                eventBytes,
                channelsPerClient,
                messages,
                pendingBytes,
                clients,
                listenerBuffer);
    }

    /**
     * A copy with another size of what may wait for the handlers.
     *
     * @param bytes the size for each client, in bytes
     * @return the copy
     */
    public Limits withPendingBytes(int bytes) {
        return new Limits(
                messageBytes,
                topicBytes,
                eventBytes,
                channelsPerClient,
                pendingMessages,
                bytes,
                clients,
                listenerBuffer);
    }

    /**
     * A copy with another number of clients on this node.
     *
     * @param number the number
     * @return the copy
     */
    public Limits withClients(int number) {
        return new Limits(
                messageBytes,
                topicBytes,
                eventBytes,
                channelsPerClient,
                pendingMessages,
                pendingBytes,
                number,
                listenerBuffer);
    }

    /**
     * A copy with another buffer for each listener.
     *
     * @param events the number of events
     * @return the copy
     */
    public Limits withListenerBuffer(int events) {
        return new Limits(
                messageBytes,
                topicBytes,
                eventBytes,
                channelsPerClient,
                pendingMessages,
                pendingBytes,
                clients,
                events);
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("limits." + name + " must be at least 1, but is " + value);
        }
    }
}
