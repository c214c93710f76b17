package org.garuda.channels.tck.hostile.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.garuda.channels.tck.kit.socket.EventLoop;
import org.garuda.channels.tck.kit.socket.FrameReader;
import org.garuda.channels.tck.kit.socket.TcpConnection;
import org.garuda.channels.tck.kit.socket.WebSocketFrame;

/**
 * A WebSocket client that sends whatever bytes it is told to, and answers pings and close frames as it should. Keeps
 * the newest messages, cut, so that no server can fill it. Used by the thread of its loop.
 */
public final class SocketClient implements TcpConnection.Listener, Hostility {

    private static final int ABNORMAL = 1006;
    private static final int NO_CODE = 1005;

    private final TcpConnection tcp;
    private final Upgrade upgrade = new Upgrade();
    private final FrameReader frames = new FrameReader();
    private final Inbox inbox = new Inbox();
    private int closeCode;
    private String closeReason = "";
    private long pongs;

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
        this(loop, target, Upgrade.request(target, query, ""), receiveBuffer);
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
        return upgrade.isDone() && closeCode == 0;
    }

    /**
     * Whether the server has answered the request for the upgrade in any way.
     *
     * @return false while it may
     */
    public boolean isAnswered() {
        return upgrade.status() != 0 || closeCode != 0;
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
        return upgrade.status();
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
        return inbox.longest();
    }

    /**
     * Takes the oldest message that is kept.
     *
     * @return its text, cut; empty when none is there
     */
    public Optional<String> next() {
        return inbox.next();
    }

    /**
     * Whether a message with a text in it has come, among the newest.
     *
     * @param text what to look for
     * @return whether it is there
     */
    public boolean heard(String text) {
        return inbox.has(text);
    }

    @Override
    public long queued() {
        return tcp.queued();
    }

    @Override
    public String outcome() {
        if (upgrade.isRefused()) {
            return "HTTP " + upgrade.status();
        }
        if (closeCode == 0) {
            return upgrade.isDone() ? "open" : "no answer";
        }
        return closeCode == ABNORMAL ? "cut" : "close " + closeCode;
    }

    @Override
    public void received(byte[] bytes) {
        if (upgrade.isDone()) {
            frames.add(bytes);
        } else {
            frames.add(upgrade.take(bytes));
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

    private void take(WebSocketFrame frame) {
        switch (frame.opcode()) {
            case WebSocketFrame.CONTINUATION, WebSocketFrame.TEXT, WebSocketFrame.BINARY -> inbox.take(frame);
            case WebSocketFrame.PING ->
                bytes(WebSocketFrame.of(WebSocketFrame.PONG, frame.payload()).encode());
            case WebSocketFrame.PONG -> pongs++;
            case WebSocketFrame.CLOSE -> closed(frame.payload());
            default -> {
                // no kind of frame that anybody sends
            }
        }
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
