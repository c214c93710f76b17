package org.garuda.channels.benchmarks.client;

import java.util.Optional;

/**
 * How a client talks with one kind of server: joins a topic, publishes to it, and hears what others published. Without
 * state, and shared by all clients of a run; what a client must remember is in what it hears.
 *
 * <p>A dialect is told of each text message from the server and tells the {@link Client} what it means.
 */
public interface Dialect {

    /**
     * Where the WebSocket is.
     *
     * @return the path with its query
     */
    String path();

    /**
     * The subprotocol to ask for.
     *
     * @return its name, or nothing
     */
    default Optional<String> subprotocol() {
        return Optional.empty();
    }

    /**
     * The connection stands; says the first words, if the client has them.
     *
     * @param client the client
     */
    void opened(Client client);

    /**
     * The server said something.
     *
     * @param client the client that hears it
     * @param text holds the message, for the length of the call
     * @param from where the message starts
     * @param to where it ends
     */
    void heard(Client client, byte[] text, int from, int to);

    /**
     * A message for all who have joined the client's topic, the client included.
     *
     * @param client the publisher
     * @param body JSON, to arrive as it is
     * @return the text to send
     */
    byte[] publish(Client client, byte[] body);

    /**
     * A message that the server sends back to the client alone.
     *
     * @param client the sender
     * @param body JSON, to come back as it is
     * @return the text to send
     */
    byte[] echo(Client client, byte[] body);

    /**
     * Leaves the topic.
     *
     * @param client the client
     * @return the text to send, or nothing when one leaves by closing the connection
     */
    default Optional<byte[]> leave(Client client) {
        return Optional.empty();
    }

    /**
     * A sign of life, to be given twice a minute.
     *
     * @return the text to send, or nothing when the server wants none
     */
    default Optional<byte[]> heartbeat() {
        return Optional.empty();
    }
}
