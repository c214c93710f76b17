package org.garuda.channels.tck.cluster.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.garuda.channels.tck.kit.socket.EventLoop;
import org.garuda.channels.tck.kit.socket.FrameReader;
import org.garuda.channels.tck.kit.socket.MessageAssembler;
import org.garuda.channels.tck.kit.socket.TcpConnection;
import org.garuda.channels.tck.kit.socket.WebSocketFrame;

/** A client of version 2 of the protocol that joins and pushes, and hands on what comes. Used by its loop's thread. */
public final class Client implements TcpConnection.Listener, AutoCloseable {

    /** What comes; called by the loop's thread. */
    @FunctionalInterface
    public interface Listener {

        /**
         * A message that is no answer.
         *
         * @param topic its topic
         * @param event its event
         * @param payload JSON
         */
        void received(String topic, String event, String payload);
    }

    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
    private static final String UPGRADE = "GET /socket/websocket?vsn=2.0.0 HTTP/1.1\r\nHost: %s:%d\r\n"
            + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    private final TcpConnection tcp;
    private final Listener listener;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final FrameReader frames = new FrameReader();
    private final MessageAssembler assembler = new MessageAssembler();
    private final Map<String, Long> asked = new HashMap<>();
    private final Map<String, Long> answered = new HashMap<>();
    private boolean open;
    private boolean ended;
    private int refs;
    private int refusals;

    /**
     * Connects.
     *
     * @param loop serves the connection
     * @param node where to
     * @param listener hears what comes
     * @throws IOException when there are no more sockets
     */
    public Client(EventLoop loop, URI node, Listener listener) throws IOException {
        this.listener = listener;
        this.tcp = new TcpConnection(loop, node, this);
        tcp.write(UPGRADE.formatted(node.getHost(), node.getPort()).getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * Asks to join a topic.
     *
     * @param topic the topic
     * @param payload JSON
     * @return the ref that its answer has
     */
    public String join(String topic, String payload) {
        return push(topic, "phx_join", payload);
    }

    /**
     * Sends a push that is answered.
     *
     * @param topic a joined topic
     * @param event the event
     * @param payload JSON
     * @return the ref that its answer has
     */
    public String push(String topic, String event, String payload) {
        String ref = String.valueOf(++refs);
        asked.put(ref, System.nanoTime());
        send(topic, ref, event, payload);
        return ref;
    }

    /**
     * Sends a push that is not answered.
     *
     * @param topic a joined topic
     * @param event the event
     * @param payload JSON
     */
    public void tell(String topic, String event, String payload) {
        send(topic, "", event, payload);
    }

    private void send(String topic, String ref, String event, String payload) {
        String text = "[\"" + topic + "\",\"" + ref + "\",\"" + topic + "\",\"" + event + "\"," + payload + "]";
        tcp.write(WebSocketFrame.of(WebSocketFrame.TEXT, text.getBytes(StandardCharsets.UTF_8))
                .encode());
    }

    /**
     * Whether everything that was asked is answered.
     *
     * @return false while an answer may come
     */
    public boolean isAnswered() {
        return asked.size() == answered.size();
    }

    /**
     * How long an answer took.
     *
     * @param ref of what was asked
     * @return nanoseconds, −1 without an answer
     */
    public long answerNanos(String ref) {
        return answered.getOrDefault(ref, -1L);
    }

    /**
     * How often the answer was no.
     *
     * @return a count
     */
    public int refusals() {
        return refusals;
    }

    /**
     * Whether the connection has ended.
     *
     * @return true when the server has closed it, or it is broken
     */
    public boolean isEnded() {
        return ended;
    }

    @Override
    public void received(byte[] bytes) {
        if (open) {
            frames.add(bytes);
        } else {
            head.writeBytes(bytes);
            byte[] all = head.toByteArray();
            int end = endOfHead(all);
            if (end < 0) {
                return;
            }
            if (!new String(all, 0, end, StandardCharsets.ISO_8859_1).startsWith("HTTP/1.1 101")) {
                endOfStream();
                return;
            }
            open = true;
            frames.add(Arrays.copyOfRange(all, end, all.length));
        }
        for (Optional<WebSocketFrame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
            take(frame.get());
        }
    }

    @Override
    public void endOfStream() {
        ended = true;
        tcp.close();
    }

    @Override
    public void failed(IOException cause) {
        ended = true;
    }

    @Override
    public void close() {
        ended = true;
        tcp.close();
    }

    private void take(WebSocketFrame frame) {
        switch (frame.opcode()) {
            case WebSocketFrame.CONTINUATION, WebSocketFrame.TEXT ->
                assembler.add(frame).ifPresent(whole -> message(new String(whole.payload(), StandardCharsets.UTF_8)));
            case WebSocketFrame.PING ->
                tcp.write(
                        WebSocketFrame.of(WebSocketFrame.PONG, frame.payload()).encode());
            case WebSocketFrame.CLOSE -> endOfStream();
            default -> {
                // Nothing that concerns anybody here.
            }
        }
    }

    /** {@code [join ref, ref, topic, event, payload]}; the first four have nothing in them that needs to be escaped. */
    private void message(String text) {
        int at = 1;
        String[] parts = new String[4];
        for (int i = 0; i < parts.length; i++) {
            int end = text.indexOf(',', at);
            parts[i] = text.charAt(at) == '"' ? text.substring(at + 1, end - 1) : "";
            at = end + 1;
        }
        String payload = text.substring(at, text.length() - 1);
        if (parts[3].equals("phx_reply")) {
            Long since = asked.get(parts[1]);
            if (since != null) {
                answered.putIfAbsent(parts[1], System.nanoTime() - since);
                refusals += payload.contains("\"status\":\"ok\"") ? 0 : 1;
            }
        } else {
            listener.received(parts[2], parts[3], payload);
        }
    }

    private static int endOfHead(byte[] bytes) {
        for (int i = HEAD_END.length; i <= bytes.length; i++) {
            if (Arrays.equals(bytes, i - HEAD_END.length, i, HEAD_END, 0, HEAD_END.length)) {
                return i;
            }
        }
        return -1;
    }
}
