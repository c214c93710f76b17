package org.garuda.channels.core.internal.longpoll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.ChannelHandshake;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.core.internal.fixture.MemoryBroker;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.handshake.Headers;
import org.garuda.channels.core.internal.http.BodyProblem;
import org.garuda.channels.core.internal.lifecycle.ChannelEngine;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.topic.Route;
import org.jspecify.annotations.Nullable;

/** A long-poll endpoint without a server, on a clock of its own. */
final class Rig implements AutoCloseable {

    static final String ADDRESS = "192.0.2.1";
    static final String NDJSON = "application/x-ndjson";
    static final String HEARTBEAT = "[null,\"h\",\"phoenix\",\"heartbeat\",{}]";
    static final String HEARTBEAT_REPLY = "[null,\"h\",\"phoenix\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]";

    final AtomicLong nanos = new AtomicLong();
    final AtomicLong millis = new AtomicLong(1_000_000_000_000L);
    final Handler handler = new Handler();
    final ChannelEngine engine;
    final LongPollEndpoint endpoint;

    Rig() {
        this(config -> config);
    }

    Rig(UnaryOperator<SocketSettings.Builder> change) {
        this(change, Runnable::run);
    }

    Rig(UnaryOperator<SocketSettings.Builder> change, Executor executor) {
        this(node -> node, change, executor);
    }

    Rig(UnaryOperator<NodeSettings.Builder> node, UnaryOperator<SocketSettings.Builder> socket, Executor executor) {
        SocketSettings settings = socket.apply(SocketSettings.builder()).build();
        engine = new ChannelEngine(
                node.apply(NodeSettings.builder().stop(Duration.ofMillis(50))).build(),
                new PayloadCodec(),
                CallContext.ofCurrentClassLoader(),
                CallbackExecutor.on(executor),
                nanos::get);
        endpoint = new LongPollEndpoint(
                engine.socket(settings, List.of(Route.of(List.of("rooms:*"), handler))), null, millis::get);
    }

    /** One node of several, on real threads, in real time that can be put forward. */
    Rig(MemoryBroker broker, UnaryOperator<NodeSettings.Builder> node, UnaryOperator<SocketSettings.Builder> socket) {
        SocketSettings settings = socket.apply(SocketSettings.builder()).build();
        engine = new ChannelEngine(
                node.apply(NodeSettings.builder().stop(Duration.ofMillis(50)).bus(bus -> bus.url("memory:it")))
                        .build(),
                new PayloadCodec(),
                CallContext.ofCurrentClassLoader(),
                CallbackExecutor.start(),
                () -> nanos.get() + System.nanoTime(),
                broker);
        endpoint = engine.longPoll(engine.socket(settings, List.of(Route.of(List.of("rooms:*"), handler))));
        engine.start();
    }

    /** Lets everyone in, answers and broadcasts. */
    static final class Handler implements ChannelHandler {
        volatile int refusal;
        volatile Consumer<ChannelHandshake> onConnect = handshake -> {};
        volatile BiConsumer<ChannelConn, ChannelEvent> onMessage = ChannelConn::broadcast;

        @Override
        public void connect(ChannelHandshake handshake) {
            handshake.identify(handshake.parameters().getOrDefault("user_id", "nobody"));
            onConnect.accept(handshake);
            if (refusal != 0) {
                handshake.refuse(refusal, "not today");
            }
        }

        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            conn.allowJoin(event);
        }

        @Override
        public void incomingMessage(ChannelConn conn, ChannelEvent event) {
            if (event.event().equals("echo")) {
                conn.replyOk(event, event.rawPayload());
            } else {
                onMessage.accept(conn, event);
            }
        }
    }

    /** What a client reads. */
    record Reply(JsonObject json, LongPollResponse answer) {
        static Reply of(LongPollResponse answer) {
            try (JsonReader reader = Json.createReader(new ByteArrayInputStream(answer.body()))) {
                return new Reply(reader.readObject(), answer);
            }
        }

        int status() {
            return json.getInt("status");
        }

        String token() {
            return json.getString("token");
        }

        List<String> messages() {
            return json.getJsonArray("messages").getValuesAs(JsonString::getString);
        }

        long batch() {
            return Long.parseLong(answer.headers().get("x-longpoll-batch"));
        }
    }

    /** A poll on its way. */
    record Pending(CompletableFuture<LongPollResponse> answer, Consumer<Boolean> ended) {
        boolean waits() {
            return !answer.isDone();
        }

        /** The answer, read. */
        Reply reply() {
            Reply reply = written();
            ended.accept(true);
            return reply;
        }

        /** The answer, once it is there, read. */
        Reply awaited() {
            TestClient.eventually("an answer", answer::isDone);
            return reply();
        }

        /** The answer, which its client has not read. */
        Reply written() {
            assertTrue(answer.isDone(), "the poll still waits");
            return Reply.of(answer.join());
        }

        void lose() {
            ended.accept(false);
        }
    }

    LongPollResult receive(String method, String query, String... headers) {
        Headers lines = new Headers();
        for (int i = 0; i < headers.length; i += 2) {
            lines.add(headers[i], headers[i + 1]);
        }
        return endpoint.receive(method, null, new HandshakeRequest(query, lines.toMap(), null, ADDRESS));
    }

    Reply startWith(String query, String... headers) {
        return Reply.of(assertInstanceOf(LongPollResult.Answered.class, receive("GET", query, headers))
                .answer());
    }

    /** The token of a new session, with rooms joined. */
    String session(String... rooms) {
        Reply started = startWith("vsn=2.0.0");
        assertEquals(410, started.status());
        for (String room : rooms) {
            assertEquals(200, post(started.token(), join(room)).status());
            assertEquals(1, poll(started.token()).reply().messages().size());
        }
        return started.token();
    }

    static String join(String room) {
        return "[\"1\",\"1\",\"" + room + "\",\"phx_join\",{}]";
    }

    Pending poll(String token, String... headers) {
        LongPollResult.Held held =
                assertInstanceOf(LongPollResult.Held.class, receive("GET", "vsn=2.0.0&token=" + token, headers));
        return new Pending(held.answer().toCompletableFuture(), held.ended());
    }

    Reply post(String token, String body) {
        return post(token, NDJSON, body);
    }

    Reply post(String token, String type, String body) {
        LongPollResult reaction = postLater(token, type, body.getBytes(StandardCharsets.UTF_8));
        if (reaction instanceof LongPollResult.Held held) {
            if (engine.cluster() != null) {
                TestClient.eventually(
                        "a post's answer",
                        () -> held.answer().toCompletableFuture().isDone());
            }
            return Reply.of(held.answer().toCompletableFuture().getNow(null));
        }
        return Reply.of(
                assertInstanceOf(LongPollResult.Answered.class, reaction).answer());
    }

    LongPollResult postLater(String token, @Nullable String type, byte[] body) {
        String[] headers = type == null ? new String[0] : new String[] {"content-type", type};
        LongPollResult reaction = receive("POST", "token=" + token, headers);
        if (!(reaction instanceof Post post)) {
            return reaction;
        }
        try {
            return body.length > post.limit()
                    ? new LongPollResult.Answered(post.refused(BodyProblem.TOO_BIG))
                    : post.take(body);
        } finally {
            post.ended();
        }
    }

    ChannelBroadcaster broadcaster() {
        return engine.broadcaster();
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
        engine.sweepOnce();
    }

    long count(Counter counter) {
        return engine.runtime().counters().get(counter);
    }

    @Override
    public void close() {
        engine.stop(CloseReason.UNDEPLOYED);
    }
}
