package org.garuda.channels.tck.hostile.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.garuda.channels.tck.kit.socket.EventLoop;
import org.garuda.channels.tck.kit.socket.FrameReader;
import org.garuda.channels.tck.kit.socket.HttpResponse;
import org.garuda.channels.tck.kit.socket.MessageAssembler;
import org.garuda.channels.tck.kit.socket.TcpConnection;
import org.garuda.channels.tck.kit.socket.WebSocketFrame;

/**
 * A WebSocket client that sends whatever bytes it is told to, and answers pings and close frames as it should. Keeps
 * the newest messages, cut, so that no server can fill it. Used by the thread of its loop.
 */
public final class SocketClient implements TcpConnection.Listener, Hostility {

    /** The version of the protocol that everything here speaks. */
    public static final String VERSION = "vsn=2.0.0";

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int ABNORMAL = 1006;
    private static final int NO_CODE = 1005;
    private static final int MOST_KEPT = 1_000;
    private static final int LONGEST_KEPT = 2_000;
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

    private final TcpConnection tcp;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final FrameReader frames = new FrameReader();
    private final MessageAssembler assembler = new MessageAssembler();
    private final Deque<String> messages = new ArrayDeque<>();
    private boolean open;
    private int status;
    private int closeCode;
    private String closeReason = "";
    private long pongs;
    private int longestMessage;

    /**
     * Connects and asks for the upgrade.
     *
     * @param loop serves the connection
     * @param target whom to connect to
     * @param query parameters beside the version, empty or with an ampersand in front
     * @param receiveBuffer bytes that the system takes before they are read; 0 leaves that to the system
     * @throws IOException when there are no more sockets
     */
    public SocketClient(EventLoop loop, Target target, String query, int receiveBuffer) throws IOException {
        this(loop, target, upgrade(target, query, ""), receiveBuffer);
    }

    /**
     * Connects and sends a request of any kind.
     *
     * @param loop serves the connection
     * @param target whom to connect to
     * @param request the bytes of the request, in characters of one byte each
     * @param receiveBuffer bytes that the system takes before they are read; 0 leaves that to the system
     * @throws IOException when there are no more sockets
     */
    public SocketClient(EventLoop loop, Target target, byte[] request, int receiveBuffer) throws IOException {
        tcp = new TcpConnection(loop, target.http(), this, receiveBuffer);
        tcp.write(request);
    }

    /**
     * A request for the upgrade.
     *
     * @param target whom it is for
     * @param query parameters beside the version, empty or with an ampersand in front
     * @param lines further lines of the head, each with its line end
     * @return the bytes of the head
     */
    public static byte[] upgrade(Target target, String query, String lines) {
        String request = "GET " + target.socket("/websocket?" + VERSION + query) + " HTTP/1.1\r\n" + target.hostLine()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + lines + "\r\n";
        return request.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Sends a text message.
     *
     * @param text the message
     */
    public void text(String text) {
        bytes(WebSocketFrame.of(WebSocketFrame.TEXT, text.getBytes(StandardCharsets.UTF_8))
                .encode());
    }

    /**
     * Sends a push of the protocol.
     *
     * @param joinRef the ref of the join
     * @param ref the ref of this push
     * @param topic the topic
     * @param event the event
     * @param payload JSON
     */
    public void push(String joinRef, String ref, String topic, String event, String payload) {
        text("[\"" + joinRef + "\",\"" + ref + "\",\"" + topic + "\",\"" + event + "\"," + payload + "]");
    }

    /**
     * Sends bytes as they are.
     *
     * @param bytes not to be changed any more
     */
    public void bytes(byte[] bytes) {
        tcp.write(bytes);
    }

    /** Leaves what comes where it is. */
    public void stopReading() {
        tcp.stopReading();
    }

    /**
     * Whether the server has let this client in, and not out yet.
     *
     * @return true between the upgrade and the end
     */
    public boolean isOpen() {
        return open && closeCode == 0;
    }

    /**
     * Whether the server has answered the request for the upgrade in any way.
     *
     * @return false while it may
     */
    public boolean isAnswered() {
        return status != 0 || closeCode != 0;
    }

    /**
     * Whether nothing can come any more.
     *
     * @return true after a refusal or a close
     */
    public boolean isEnded() {
        return closeCode != 0;
    }

    /**
     * The HTTP status of the answer.
     *
     * @return 0 without one
     */
    public int status() {
        return status;
    }

    /**
     * How the server closed the connection.
     *
     * @return 0 while it is open, 1006 when it ended without a close frame
     */
    public int closeCode() {
        return closeCode;
    }

    /**
     * The reason in the close frame.
     *
     * @return empty without one
     */
    public String closeReason() {
        return closeReason;
    }

    /**
     * How many pongs came.
     *
     * @return a count
     */
    public long pongs() {
        return pongs;
    }

    /**
     * The longest message that came.
     *
     * @return its bytes
     */
    public int longestMessage() {
        return longestMessage;
    }

    /**
     * Takes the oldest message that is kept.
     *
     * @return its text, cut; empty when none is there
     */
    public Optional<String> next() {
        return Optional.ofNullable(messages.poll());
    }

    /**
     * Whether a message with a text in it has come, among the newest.
     *
     * @param text what to look for
     * @return whether it is there
     */
    public boolean heard(String text) {
        return messages.stream().anyMatch(message -> message.contains(text));
    }

    @Override
    public long queued() {
        return tcp.queued();
    }

    @Override
    public String outcome() {
        if (status != 0 && status != SWITCHING_PROTOCOLS) {
            return "HTTP " + status;
        }
        if (closeCode == 0) {
            return open ? "open" : "no answer";
        }
        return closeCode == ABNORMAL ? "cut" : "close " + closeCode;
    }

    @Override
    public void received(byte[] bytes) {
        if (open) {
            frames.add(bytes);
        } else if (status == 0) {
            takeHead(bytes);
        }
        for (Optional<WebSocketFrame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
            take(frame.get());
        }
    }

    @Override
    public void endOfStream() {
        end(ABNORMAL);
        tcp.close();
    }

    @Override
    public void failed(IOException cause) {
        end(ABNORMAL);
    }

    @Override
    public void close() {
        tcp.close();
    }

    private void end(int code) {
        if (closeCode == 0) {
            closeCode = code;
        }
    }

    private void takeHead(byte[] bytes) {
        head.writeBytes(bytes);
        byte[] all = head.toByteArray();
        int end = endOfHead(all);
        if (end < 0) {
            return;
        }
        status = HttpResponse.of(all).status().orElse(0);
        open = status == SWITCHING_PROTOCOLS;
        if (open) {
            frames.add(Arrays.copyOfRange(all, end, all.length));
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

    private void take(WebSocketFrame frame) {
        switch (frame.opcode()) {
            case WebSocketFrame.CONTINUATION, WebSocketFrame.TEXT, WebSocketFrame.BINARY -> {
                if (assembler.allows(frame)) {
                    assembler.add(frame).ifPresent(this::keep);
                }
            }
            case WebSocketFrame.PING ->
                bytes(WebSocketFrame.of(WebSocketFrame.PONG, frame.payload()).encode());
            case WebSocketFrame.PONG -> pongs++;
            case WebSocketFrame.CLOSE -> closed(frame.payload());
            default -> {
                // no kind of frame that anybody sends
            }
        }
    }

    private void keep(WebSocketFrame message) {
        longestMessage = Math.max(longestMessage, message.payload().length);
        if (messages.size() == MOST_KEPT) {
            messages.poll();
        }
        int kept = Math.min(LONGEST_KEPT, message.payload().length);
        messages.add(new String(message.payload(), 0, kept, StandardCharsets.UTF_8));
    }

    private void closed(byte[] payload) {
        boolean coded = payload.length >= 2;
        if (closeCode == 0 && coded) {
            closeReason = new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        }
        end(coded ? ByteBuffer.wrap(payload).getShort() & 0xffff : NO_CODE);
        bytes(WebSocketFrame.of(WebSocketFrame.CLOSE, Arrays.copyOf(payload, coded ? 2 : 0))
                .encode());
    }
}
