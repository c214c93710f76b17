package org.garuda.channels.tck.servers.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.garuda.channels.tck.servers.server.HostedApp;
import org.jspecify.annotations.Nullable;

/** A client with a WebSocket. */
public final class Visitor implements WebSocket.Listener, Caller {

    private static final int ABNORMAL = 1006;

    private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder parts = new StringBuilder();
    private final WebSocket socket;

    private Visitor(HttpClient http, URI url) throws IOException {
        try {
            socket = http.newWebSocketBuilder().buildAsync(url, this).join();
        } catch (CompletionException e) {
            String answer = e.getCause() instanceof WebSocketHandshakeException refused
                    ? " with " + refused.getResponse().statusCode()
                    : ": " + e.getCause();
            throw new IOException("not let in at " + url + answer, e);
        }
    }

    /**
     * A client that has joined a topic.
     *
     * @param http for the WebSocket
     * @param app the app
     * @param parameters of the request
     * @param topic the topic
     * @return to be closed
     * @throws IOException when it is not let in, or the join is not answered in time
     * @throws InterruptedException when the thread is interrupted
     */
    public static Visitor join(HttpClient http, HostedApp app, String parameters, String topic)
            throws IOException, InterruptedException {
        Visitor visitor = connect(http, app, parameters);
        visitor.join(topic);
        return visitor;
    }

    /**
     * A client that has not asked for anything yet.
     *
     * @param http for the WebSocket
     * @param app the app
     * @param parameters of the request
     * @return to be closed
     * @throws IOException when it is not let in
     */
    public static Visitor connect(HttpClient http, HostedApp app, String parameters) throws IOException {
        return new Visitor(http, URI.create(app.webSocketBase() + "/websocket?vsn=2.0.0&" + parameters));
    }

    @Override
    public void send(String frame) {
        socket.sendText(frame, true).join();
    }

    @Override
    public String next() throws IOException, InterruptedException {
        String frame = frames.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (frame == null) {
            throw new IOException("nothing came within " + PATIENCE.toSeconds() + " s; closed: " + closed);
        }
        return frame;
    }

    /**
     * Whether the connection is still open, as far as this client knows.
     *
     * @return true if it is
     */
    public boolean isOpen() {
        return !closed.isDone();
    }

    /**
     * The code that the connection is closed with.
     *
     * @return the code, or 1006 when it is cut
     * @throws IOException when it is not closed in time
     * @throws InterruptedException when the thread is interrupted
     */
    public int closeCode() throws IOException, InterruptedException {
        try {
            return closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new IOException("still open after " + PATIENCE.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        parts.append(data);
        if (last) {
            frames.add(parts.toString());
            parts.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(ABNORMAL);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
