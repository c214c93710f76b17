package org.garuda.channels.samples.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A browser window, as far as the server can tell. Presence comes apart from the rest. */
final class Window implements AutoCloseable {

    private static final Pattern MADE_ID = Pattern.compile("\"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\"");
    private static final long PATIENCE_SECONDS = 120;

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> presences = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    private Window(HttpClient http, URI uri) {
        socket = http.newWebSocketBuilder().buildAsync(uri, new Ear()).join();
    }

    static Window open(HttpClient http, int port) {
        return new Window(http, URI.create("ws://127.0.0.1:" + port + "/socket/websocket?vsn=2.0.0"));
    }

    void send(String frame) {
        socket.sendText(frame, true).join();
    }

    /** The next frame is this one; an id that the server made stands as ID. */
    void expect(String frame) throws InterruptedException {
        assertEquals(frame, received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    /** This frame comes, sooner or later. */
    void await(String frame) throws InterruptedException {
        String next;
        do {
            next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertNotNull(next, () -> frame + " did not come");
        } while (!next.equals(frame));
    }

    /** A frame about presence comes that looks like this, sooner or later. */
    void expectPresence(String pattern) throws InterruptedException {
        String frame;
        do {
            frame = presences.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertNotNull(frame, () -> pattern + " did not come");
        } while (!frame.matches(pattern));
    }

    /** Is gone, without a goodbye. */
    @Override
    public void close() {
        socket.abort();
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                (text.indexOf("\"presence_") < 0 ? received : presences)
                        .add(MADE_ID.matcher(text).replaceAll("ID"));
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
