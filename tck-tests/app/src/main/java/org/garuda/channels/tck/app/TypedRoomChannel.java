package org.garuda.channels.tck.app;

import jakarta.enterprise.inject.Vetoed;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.ChannelHandshake;
import org.garuda.channels.Refusal;
import org.garuda.channels.typed.On;
import org.garuda.channels.typed.OnConnect;
import org.garuda.channels.typed.OnJoin;
import org.garuda.channels.typed.OnJoined;
import org.garuda.channels.typed.OnOut;
import org.garuda.channels.typed.Reply;
import org.garuda.channels.typed.TopicVar;

/**
 * {@link RoomChannel} with types. What the app is to throw for, its own code throws for, as a Phoenix channel without a
 * matching clause does: so such events take the event itself.
 */
@Vetoed // The other one is the bean.
@Channel("rooms:{name*}")
class TypedRoomChannel implements ChannelHandler {

    private final RoomChannel untyped;
    private final ChannelBroadcaster broadcaster;
    private final Later later;

    TypedRoomChannel(ChannelBroadcaster broadcaster, Later later) {
        this.untyped = new RoomChannel(broadcaster, later);
        this.broadcaster = broadcaster;
        this.later = later;
    }

    @OnConnect
    void enter(ChannelHandshake handshake) {
        untyped.connect(handshake);
    }

    @OnJoin
    Object join(ChannelEvent event, @TopicVar("name") String name) {
        if (name.equals("private")) {
            throw new Refusal("unauthorized");
        }
        return RoomChannel.responseToJoin(event);
    }

    @OnJoined
    void joined(ChannelConn conn, @TopicVar("name") String name) {
        if (name.equals("lobby")) {
            conn.broadcast("user:entered");
        }
    }

    @On("new:msg")
    void newMessage(ChannelConn conn, ChannelEvent event) {
        conn.broadcast(event);
    }

    @On("new:msg:from")
    Reply newMessageFrom(ChannelConn conn, ChannelEvent event) {
        conn.broadcastFrom("new:msg", event.rawPayload());
        return Reply.ok();
    }

    @On("echo")
    ChannelEvent echo(ChannelEvent event) {
        return event;
    }

    @On("echo:error")
    Reply echoError(ChannelEvent event) {
        return Reply.error(event.rawPayload());
    }

    @On("reply:bare")
    Reply replyBare() {
        return Reply.ok();
    }

    @On("noreply")
    void noReply() {}

    @On("push")
    void push(ChannelConn conn, ChannelEvent event) {
        conn.push("pushed", event.rawPayload());
    }

    @On("async")
    CompletionStage<ChannelEvent> async(ChannelEvent event) {
        CompletableFuture<ChannelEvent> answer = new CompletableFuture<>();
        later.run(() -> answer.complete(event));
        return answer;
    }

    @On("binary:echo")
    byte[] binaryEcho(ChannelEvent event) {
        return event.bytes();
    }

    @On("binary:broadcast")
    void binaryBroadcast(ChannelConn conn, ChannelEvent event) {
        conn.broadcast("binary:msg", event.bytes());
    }

    @On("binary:push")
    void binaryPush(ChannelConn conn, ChannelEvent event) {
        conn.push("binary:pushed", event.bytes());
    }

    @On("crash")
    void crash() {
        throw new IllegalStateException("the client asked for a crash");
    }

    @On("stop")
    void stop(ChannelConn conn) {
        conn.close();
    }

    @On("stop:reply")
    void stopWithReply(ChannelConn conn, ChannelEvent event) {
        conn.replyOk(event, event.rawPayload());
        conn.close();
    }

    @On("stop:error")
    void stopWithError(ChannelConn conn) {
        conn.fail(new IllegalStateException("the client asked for an abnormal end"));
    }

    @On("count")
    Map<String, Integer> count(ChannelConn conn) {
        return Map.of("count", RoomChannel.count(conn));
    }

    @On("shout")
    void shout(ChannelConn conn, ChannelEvent event) {
        conn.broadcast("shout", event.payload().asJsonObject());
    }

    @OnOut("shout")
    JsonObject shouted(ChannelClient client, JsonObject shout) {
        return Json.createObjectBuilder(shout)
                .add("to", RoomChannel.userId(client).orElse("anon"))
                .build();
    }

    @On("whisper:other")
    void whisper(ChannelEvent event) {
        JsonObject whisper = event.payload().asJsonObject();
        broadcaster.broadcast(whisper.getString("topic"), whisper.getString("event"), whisper.getJsonObject("payload"));
    }

    @On("whoami")
    JsonObject whoAmI(ChannelClient client) {
        return RoomChannel.identity(client);
    }

    /** Never called: the typed method is. */
    @Override
    public void joinChannel(ChannelConn conn, ChannelEvent event) {
        throw new IllegalStateException("not the typed method");
    }

    /** For the events that no method is for. */
    @Override
    public void incomingMessage(ChannelConn conn, ChannelEvent event) {
        untyped.incomingMessage(conn, event);
    }
}
