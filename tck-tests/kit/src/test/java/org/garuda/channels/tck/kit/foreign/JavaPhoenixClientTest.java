package org.garuda.channels.tck.kit.foreign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import kotlin.Unit;
import kotlin.jvm.functions.Function1;
import okhttp3.OkHttpClient;
import org.garuda.channels.tck.kit.replay.ServerUnderTest;
import org.garuda.channels.tck.kit.replay.TargetServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.phoenixframework.Channel;
import org.phoenixframework.Defaults;
import org.phoenixframework.Message;
import org.phoenixframework.Push;
import org.phoenixframework.Socket;

/** An independent client of the JVM, JavaPhoenixClient, on the {@linkplain ServerUnderTest conformance app}. */
class JavaPhoenixClientTest {

    private static final long DEADLINE_SECONDS = 20;
    private static final long TIMEOUT_MILLIS = TimeUnit.SECONDS.toMillis(DEADLINE_SECONDS);

    private final TargetServer server = ServerUnderTest.start();
    private final OkHttpClient http = new OkHttpClient();
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void stop() {
        sockets.forEach(socket -> socket.disconnect(1000, null, null));
        server.close();
        http.dispatcher().executorService().shutdown();
    }

    @Test
    void aJoinIsAnsweredWithWhatTheServerGives() throws Exception {
        Channel room = connect("ayu").channel("rooms:1", Map.of("reply", Map.of("hello", "ayu")));
        Message answer = answer(room.join(TIMEOUT_MILLIS));
        assertEquals("ok", answer.getStatus());
        assertEquals(Map.of("hello", "ayu"), answer.getPayload());
        assertTrue(room.isJoined());
    }

    @Test
    void aRefusedJoinSaysWhy() throws Exception {
        Channel room = connect("ayu").channel("rooms:private", Map.of());
        Message answer = answer(room.join(TIMEOUT_MILLIS));
        assertEquals("error", answer.getStatus());
        assertEquals(Map.of("reason", "unauthorized"), answer.getPayload());
    }

    @Test
    void messagesAreAnsweredWithOkAndError() throws Exception {
        Channel room = joined(connect("ayu"), "rooms:1");
        Message ok = answer(room.push("echo", Map.of("a", "1"), TIMEOUT_MILLIS));
        assertEquals("ok", ok.getStatus());
        assertEquals(Map.of("a", "1"), ok.getPayload());
        Message error = answer(room.push("echo:error", Map.of("b", "2"), TIMEOUT_MILLIS));
        assertEquals("error", error.getStatus());
        assertEquals(Map.of("b", "2"), error.getPayload());
    }

    @Test
    void aPushReachesItsSenderAlone() throws Exception {
        Channel mine = joined(connect("ayu"), "rooms:1");
        Channel other = joined(connect("budi"), "rooms:1");
        BlockingQueue<Message> atMine = inbox(mine, "pushed");
        BlockingQueue<Message> atOther = inbox(other, "pushed");
        mine.push("push", Map.of("n", "1"), TIMEOUT_MILLIS);
        assertEquals(Map.of("n", "1"), next(atMine).getPayload());
        answer(other.push("echo", Map.of(), TIMEOUT_MILLIS));
        assertEquals(0, atOther.size());
    }

    @Test
    void aBroadcastReachesEveryoneOnTheTopic() throws Exception {
        Channel mine = joined(connect("ayu"), "rooms:1");
        Channel other = joined(connect("budi"), "rooms:1");
        BlockingQueue<Message> atMine = inbox(mine, "new:msg");
        BlockingQueue<Message> atOther = inbox(other, "new:msg");
        mine.push("new:msg", Map.of("body", "hello"), TIMEOUT_MILLIS);
        assertEquals(Map.of("body", "hello"), next(atMine).getPayload());
        assertEquals(Map.of("body", "hello"), next(atOther).getPayload());
    }

    @Test
    void whoHasLeftHearsNoMore() throws Exception {
        Socket socket = connect("ayu");
        Channel left = joined(socket, "rooms:1");
        Channel stays = joined(socket, "rooms:2");
        Channel other = joined(connect("budi"), "rooms:1");
        BlockingQueue<Message> atLeft = inbox(left, "new:msg");
        BlockingQueue<Message> atOther = inbox(other, "new:msg");
        assertEquals("ok", answer(left.leave(TIMEOUT_MILLIS)).getStatus());
        other.push("new:msg", Map.of(), TIMEOUT_MILLIS);
        next(atOther);
        answer(stays.push("echo", Map.of(), TIMEOUT_MILLIS));
        assertEquals(0, atLeft.size());
    }

    @Test
    void aClientThatTheServerSendsAwayComesBackAndJoinsAgain() throws Exception {
        Socket socket = connect("ayu");
        Channel room = socket.channel("rooms:1", Map.of());
        BlockingQueue<Message> joins = answers(room.join(TIMEOUT_MILLIS));
        assertEquals("ok", next(joins).getStatus());
        answer(room.push("count", Map.of(), TIMEOUT_MILLIS));

        HttpRequest disconnect = HttpRequest.newBuilder(URI.create(server.httpBase() + "/disconnect/ayu"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpClient.newHttpClient().send(disconnect, HttpResponse.BodyHandlers.discarding());

        assertEquals("ok", next(joins).getStatus());
        Message counted = answer(room.push("count", Map.of(), TIMEOUT_MILLIS));
        assertEquals(Map.of("count", 1.0), counted.getPayload());
    }

    private Socket connect(String user) {
        Socket socket = new Socket(
                server.webSocketBase() + "/websocket",
                Map.of("user_id", user),
                Defaults.VSN,
                Defaults.INSTANCE.getEncode(),
                Defaults.INSTANCE.getDecode(),
                http);
        sockets.add(socket);
        socket.connect();
        return socket;
    }

    private static Channel joined(Socket socket, String topic) throws InterruptedException {
        Channel channel = socket.channel(topic, Map.of());
        assertEquals("ok", answer(channel.join(TIMEOUT_MILLIS)).getStatus());
        return channel;
    }

    private static Message answer(Push push) throws InterruptedException {
        return next(answers(push));
    }

    private static BlockingQueue<Message> answers(Push push) {
        BlockingQueue<Message> answers = new LinkedBlockingQueue<>();
        for (String status : List.of("ok", "error", "timeout")) {
            push.receive(status, into(answers));
        }
        return answers;
    }

    private static BlockingQueue<Message> inbox(Channel channel, String event) {
        BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
        channel.on(event, into(messages));
        return messages;
    }

    private static Function1<Message, Unit> into(BlockingQueue<Message> messages) {
        return message -> {
            messages.add(message);
            return Unit.INSTANCE;
        };
    }

    private static Message next(BlockingQueue<Message> messages) throws InterruptedException {
        Message message = messages.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(message, "nothing came");
        return message;
    }
}
