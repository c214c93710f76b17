package org.garuda.channels.standalone;

import static org.junit.jupiter.api.Assertions.fail;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** A WebSocket client that waits for what it expects, within a deadline. */
final class TestClient implements WebSocket.Listener, AutoCloseable {

    private static final long DEADLINE_SECONDS = 10;

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
    private final StringBuilder parts = new StringBuilder();
    private final WebSocket socket;

    TestClient(ChannelServer server) {
        this(server, "ws", HttpClient.newHttpClient());
    }

    /** Connects over TLS. */
    TestClient(ChannelServer server, SSLContext context) {
        this(server, "wss", HttpClient.newBuilder().sslContext(context).build());
    }

    /** Connects to a server of another process. */
    TestClient(String host, int port) {
        this(host, port, "ws", HttpClient.newHttpClient());
    }

    private TestClient(ChannelServer server, String scheme, HttpClient http) {
        this(server.host(), server.port(), scheme, http);
    }

    private TestClient(String host, int port, String scheme, HttpClient http) {
        URI uri = URI.create(scheme + "://" + host + ":" + port + "/socket/websocket?vsn=2.0.0");
        socket = http.newWebSocketBuilder().buildAsync(uri, this).join();
    }

    TestClient join(String topic) throws InterruptedException {
        send("[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{}]");
        expect("[\"1\",\"1\",\"" + topic + "\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]");
        return this;
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    void expect(String text) throws InterruptedException {
        String next = next();
        if (!text.equals(next)) {
            fail("expected " + text + " but got " + next);
        }
    }

    String next() throws InterruptedException {
        String next = received.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        return next == null ? fail("nothing came within " + DEADLINE_SECONDS + " s") : next;
    }

    int closeCode() throws Exception {
        return closeCode.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        parts.append(data);
        if (last) {
            received.add(parts.toString());
            parts.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closeCode.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closeCode.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
