package org.garuda.channels.samples.chat;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.bind.JsonbException;
import java.io.InputStream;
import java.util.Objects;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.ChannelEvent;

/**
 * {@code PUT /broadcast} with {@code {"user":…,"body":…}} speaks in the lobby and answers how many clients are
 * connected. Knows no server.
 *
 * @param status the HTTP status of the answer
 * @param contentType its type
 * @param text its body
 */
record Announcement(int status, String contentType, String text) {

    /** What somebody says who is not in the room. */
    public record Message(String user, String body) {
        public Message {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(body, "body");
        }
    }

    static Announcement make(ChannelBroadcaster broadcaster, InputStream request) {
        try (JsonReader body = Json.createReader(request)) {
            ChannelEvent said = ChannelEvent.of(ChatChannel.LOBBY, "new:msg", body.readObject());
            broadcaster.broadcast(said.topic(), said.event(), said.payload(Message.class));
            return new Announcement(
                    200, "application/json; charset=utf-8", "{\"clients\":" + broadcaster.connectedClients() + "}");
        } catch (JsonException | JsonbException e) {
            return new Announcement(
                    400, "text/plain; charset=utf-8", "the body must be {\"user\":\"…\",\"body\":\"…\"}");
        }
    }
}
