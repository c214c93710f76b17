package org.garuda.channels.benchmarks.peer.endpoint;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The work that servers without a protocol of their own are measured with: {@code J} and a topic joins, {@code P} and a
 * text sends the text to all who joined the same topic, {@code E} and a text sends it back. A text is encoded once,
 * however many get it.
 *
 * @param <C> a connection
 * @param <M> an encoded text
 */
public abstract class PlainRooms<C, M> implements Rooms<C> {

    private final Map<String, Set<C>> members = new ConcurrentHashMap<>();
    private final Map<C, String> topics = new ConcurrentHashMap<>();

    /** Encodes a text, to be sent as often as needed. */
    protected abstract M encode(String text);

    /** Sends an encoded text; does not wait. */
    protected abstract void send(C connection, M message);

    @Override
    public final void heard(C connection, String text) {
        String rest = text.substring(1);
        switch (text.charAt(0)) {
            case 'J' -> {
                topics.put(connection, rest);
                members.computeIfAbsent(rest, name -> ConcurrentHashMap.newKeySet())
                        .add(connection);
                send(connection, encode("J"));
            }
            case 'P' -> {
                M message = encode(rest);
                for (C member : members.getOrDefault(topics.getOrDefault(connection, ""), Set.of())) {
                    send(member, message);
                }
            }
            case 'E' -> send(connection, encode(rest));
            default -> throw new IllegalArgumentException("J, P or E, but not " + text.charAt(0));
        }
    }

    @Override
    public final void gone(C connection) {
        String topic = topics.remove(connection);
        if (topic != null) {
            members.getOrDefault(topic, Set.of()).remove(connection);
        }
    }
}
