package org.garuda.channels.tck.app;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.ChannelHandshake;

/** Who may connect, and one event for each thing that a channel can do. */
@Channel("rooms:*")
public class RoomChannel implements ChannelHandler {

    static final String USER_ID = "user_id";
    private static final String TOKEN = "auth_token";

    @Inject
    ChannelBroadcaster broadcaster;

    @Inject
    Later later;

    private final boolean granting;

    /** For CDI, which then fills in what the channel needs. */
    public RoomChannel() {
        granting = false;
    }

    /** For plain Java, where there are no logins: whoever asks for roles gets them. */
    RoomChannel(ChannelBroadcaster broadcaster, Later later) {
        this.broadcaster = broadcaster;
        this.later = later;
        this.granting = true;
    }

    @Override
    public void connect(ChannelHandshake handshake) {
        if ("true".equals(handshake.parameters().get("reject"))) {
            handshake.refuse();
            return;
        }
        if (granting) {
            handshake
                    .parameter("roles")
                    .ifPresent(roles -> List.of(roles.split(",")).forEach(handshake::grant));
        }
        handshake.parameter(USER_ID).ifPresent(user -> {
            handshake.identify("users_socket:" + user);
            handshake.attributes().put(USER_ID, user);
        });
        handshake.authTokenBytes().ifPresent(token -> handshake.attributes().put(TOKEN, token));
    }

    @Override
    public void joinChannel(ChannelConn conn, ChannelEvent event) {
        if (conn.topic().equals("rooms:private")) {
            conn.replyError(event, Map.of("reason", "unauthorized"));
            return;
        }
        conn.allowJoin(event, responseToJoin(event));
        if (conn.topic().equals("rooms:lobby")) {
            conn.broadcast("user:entered");
        }
    }

    /**
     * What a row passes on, it passes on unread; what a row reads throws when it is of another kind, and so does an
     * event without a row.
     */
    @Override
    public void incomingMessage(ChannelConn conn, ChannelEvent event) {
        switch (event.event()) {
            case "new:msg" -> conn.broadcast(event);
            case "new:msg:from" -> {
                conn.broadcastFrom("new:msg", event.rawPayload());
                conn.replyOk(event);
            }
            case "echo" -> conn.replyOk(event, event.rawPayload());
            case "echo:error" -> conn.replyError(event, event.rawPayload());
            case "reply:bare" -> conn.replyOk(event);
            case "noreply" -> {}
            case "push" -> conn.push("pushed", event.rawPayload());
            case "async" -> later.run(() -> conn.replyOk(event, event.rawPayload()));
            case "binary:echo" -> conn.replyOk(event, event.bytes());
            case "binary:broadcast" -> conn.broadcast("binary:msg", event.bytes());
            case "binary:push" -> conn.push("binary:pushed", event.bytes());
            case "crash" -> throw new IllegalStateException("the client asked for a crash");
            case "stop" -> conn.close();
            case "stop:reply" -> {
                conn.replyOk(event, event.rawPayload());
                conn.close();
            }
            case "stop:error" -> conn.fail(new IllegalStateException("the client asked for an abnormal end"));
            case "count" -> conn.replyOk(event, Map.of("count", count(conn)));
            case "shout" -> conn.broadcast("shout", event.payload().asJsonObject());
            case "whisper:other" -> whisper(event.payload().asJsonObject());
            case "whoami" -> conn.replyOk(event, identity(conn.client()));
            default -> throw new IllegalArgumentException("no such event: \"" + event.event() + "\"");
        }
    }

    @Override
    public Set<String> interceptedEvents() {
        return Set.of("shout");
    }

    @Override
    public void outgoingMessage(ChannelConn conn, ChannelEvent event) {
        conn.push(
                event.event(),
                Json.createObjectBuilder(event.payload().asJsonObject())
                        .add("to", userId(conn.client()).orElse("anon"))
                        .build());
    }

    /** What a client that may join is answered; throws if it wants that. */
    static JsonObject responseToJoin(ChannelEvent join) {
        JsonObject wishes = wishes(join);
        if (JsonValue.TRUE.equals(wishes.get("crash"))) {
            throw new IllegalStateException("the client asked for a crash of its join");
        }
        return wishes.get("reply") instanceof JsonObject response ? response : JsonValue.EMPTY_JSON_OBJECT;
    }

    private static JsonObject wishes(ChannelEvent join) {
        return !join.isBinary() && join.payload() instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    static int count(ChannelConn conn) {
        return (Integer) Objects.requireNonNull(
                conn.assigns().merge("count", 1, (before, one) -> (Integer) before + (Integer) one));
    }

    private void whisper(JsonObject whisper) {
        broadcaster.broadcast(whisper.getString("topic"), whisper.getString("event"), whisper.getJsonObject("payload"));
    }

    /** The token is read here and not on connect: one that is no text fails here. */
    static JsonObject identity(ChannelClient client) {
        return Json.createObjectBuilder()
                .add(USER_ID, textOrNull(userId(client)))
                .add(TOKEN, textOrNull(token(client)))
                .build();
    }

    private static Optional<String> token(ChannelClient client) {
        return Optional.ofNullable((byte[]) client.attributes().get(TOKEN)).map(bytes -> {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException e) {
                throw new IllegalStateException("the auth token is no UTF-8 text", e);
            }
        });
    }

    static Optional<String> userId(ChannelClient client) {
        return Optional.ofNullable((String) client.attributes().get(USER_ID));
    }

    private static JsonValue textOrNull(Optional<String> text) {
        return text.isPresent() ? Json.createValue(text.get()) : JsonValue.NULL;
    }
}
