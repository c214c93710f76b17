package org.garuda.channels.benchmarks.peer.endpoint;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * As much of the Phoenix protocol as one would write by hand for this work, with clients that one trusts. A broadcast
 * is encoded once, however many get it.
 *
 * @param <C> a connection
 */
public final class PhoenixRooms<C> implements Rooms<C> {

    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private final Map<String, Set<C>> members = new ConcurrentHashMap<>();
    private final Map<C, String> topics = new ConcurrentHashMap<>();
    private final BiConsumer<C, String> sending;

    /** @param sending sends a text; does not wait */
    PhoenixRooms(BiConsumer<C, String> sending) {
        this.sending = sending;
    }

    @Override
    public void heard(C connection, String text) {
        JsonArray frame = read(text);
        String topic = frame.getString(2);
        switch (frame.getString(3)) {
            case "phx_join" -> {
                topics.put(connection, topic);
                members.computeIfAbsent(topic, name -> ConcurrentHashMap.newKeySet())
                        .add(connection);
                reply(connection, frame, "{}");
            }
            case "heartbeat" -> reply(connection, frame, "{}");
            case "echo" -> reply(connection, frame, frame.get(4).toString());
            case "pub" -> {
                String message = "[null,null,\"" + topic + "\",\"msg\"," + frame.get(4) + "]";
                members.getOrDefault(topic, Set.of()).forEach(member -> sending.accept(member, message));
            }
            default -> throw new IllegalArgumentException("no such event: " + frame.getString(3));
        }
    }

    @Override
    public void gone(C connection) {
        String topic = topics.remove(connection);
        if (topic != null) {
            members.getOrDefault(topic, Set.of()).remove(connection);
        }
    }

    private void reply(C connection, JsonArray frame, String response) {
        sending.accept(
                connection,
                "[" + frame.get(0) + "," + frame.get(1) + "," + frame.get(2) + ",\"phx_reply\",{\"response\":"
                        + response + ",\"status\":\"ok\"}]");
    }

    private static JsonArray read(String text) {
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return reader.readArray();
        }
    }
}
