package org.garuda.channels.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A client on a fake connection: says frames, and reads what the server wrote. */
final class TestClient {

    final Conversation conversation;
    final FakeTransport transport;

    TestClient(Conversation conversation) {
        this.conversation = conversation;
        this.transport = new FakeTransport(conversation);
        conversation.opened(transport);
    }

    TestClient send(String text) {
        conversation.text(text);
        return this;
    }

    TestClient send(byte[] binary) {
        conversation.binary(binary);
        return this;
    }

    /** A V2 message with the payload {@code {}}. */
    TestClient send(String joinRef, String ref, String topic, String event) {
        return send("[" + json(joinRef) + "," + json(ref) + "," + json(topic) + "," + json(event) + ",{}]");
    }

    /** Joins with the join ref as the ref, and takes the answer. */
    TestClient join(String joinRef, String topic) {
        send(joinRef, joinRef, topic, "phx_join");
        gets(ok(joinRef, joinRef, topic));
        return this;
    }

    TestClient heartbeat(String ref) {
        return send("[null," + json(ref) + ",\"phoenix\",\"heartbeat\",{}]");
    }

    void leaveConnection() {
        conversation.gone();
    }

    /** Exactly these frames came since the last look. */
    TestClient gets(String... frames) {
        assertEquals(List.of(frames), transport.take());
        return this;
    }

    TestClient getsNothing() {
        return gets();
    }

    TestClient isOpen() {
        assertNull(transport.closed());
        return this;
    }

    TestClient isClosed(CloseReason reason) {
        assertEquals(reason, transport.closed());
        return this;
    }

    static String ok(String joinRef, String ref, String topic) {
        return reply(joinRef, ref, topic, "{}", "ok");
    }

    static String error(String joinRef, String ref, String topic, String reason) {
        return reply(joinRef, ref, topic, "{\"reason\":\"" + reason + "\"}", "error");
    }

    static String reply(String joinRef, String ref, String topic, String response, String status) {
        return "[" + json(joinRef) + "," + json(ref) + "," + json(topic) + ",\"phx_reply\",{\"response\":" + response
                + ",\"status\":\"" + status + "\"}]";
    }

    static String close(String joinRef, String topic) {
        return "[" + json(joinRef) + "," + json(joinRef) + "," + json(topic) + ",\"phx_close\",{}]";
    }

    static String crash(String joinRef, String topic) {
        return "[" + json(joinRef) + "," + json(joinRef) + "," + json(topic)
                + ",\"phx_error\",{\"reason\":\"channel_crash\"}]";
    }

    static String push(String joinRef, String topic, String event) {
        return "[" + json(joinRef) + ",null," + json(topic) + "," + json(event) + ",{}]";
    }

    static String broadcast(String topic, String event) {
        return "[null,null," + json(topic) + "," + json(event) + ",{}]";
    }

    /** Waits until something holds, for tests with threads. */
    static void eventually(String what, BooleanSupplier holds) {
        long start = System.nanoTime();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(20)) {
                throw new AssertionError("not within 20 s: " + what);
            }
            Thread.onSpinWait();
            Thread.yield();
        }
    }

    private static String json(String text) {
        return text == null ? "null" : '"' + text + '"';
    }
}
