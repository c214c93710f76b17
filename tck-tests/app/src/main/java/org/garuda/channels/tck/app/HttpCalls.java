package org.garuda.channels.tck.app;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.InputStream;
import org.garuda.channels.ChannelBroadcaster;

/**
 * What can be asked of the app over plain HTTP: sending from outside any handler. Knows no server; whoever brings the
 * request writes the answer.
 *
 * @param broadcaster sends
 */
public record HttpCalls(ChannelBroadcaster broadcaster) {

    private static final String SHAPE = "the body must be {\"topic\":\"…\",\"event\":\"…\",\"payload\":{…}}";

    private static final Answer OK = new Answer(200, "ok");
    private static final Answer NOT_READY = new Answer(503, "not ready");

    /**
     * An answer of plain text.
     *
     * @param status the HTTP status
     * @param text the body
     */
    public record Answer(int status, String text) {}

    /**
     * {@code PUT /broadcast}.
     *
     * @param body JSON in UTF-8; read to its end and closed
     * @return 200, or 400 and what is wrong with the body
     */
    public Answer broadcast(InputStream body) {
        JsonValue value;
        try (JsonReader reader = Json.createReader(body)) {
            value = reader.readValue();
        } catch (JsonException e) {
            return new Answer(400, SHAPE + ", but is no JSON: " + e.getMessage());
        }
        if (!(value instanceof JsonObject call
                && call.get("topic") instanceof JsonString topic
                && call.get("event") instanceof JsonString event)) {
            return new Answer(400, SHAPE);
        }
        if (!(call.get("payload") instanceof JsonObject payload)) {
            return new Answer(400, SHAPE + ", but this payload is no object");
        }
        broadcaster.broadcast(topic.getString(), event.getString(), payload);
        return OK;
    }

    /**
     * {@code GET /ready}.
     *
     * @return 200 when the node takes clients, else 503
     */
    public Answer ready() {
        return broadcaster.isReady() ? OK : NOT_READY;
    }

    /**
     * {@code POST /disconnect/{user_id}}.
     *
     * @param userId as the clients gave it when they connected
     * @return 200, whether or not there is such a user
     */
    public Answer disconnect(String userId) {
        broadcaster.disconnect("users_socket:" + userId);
        return OK;
    }
}
