package org.garuda.channels.tck.hostile.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.garuda.channels.tck.kit.socket.EventLoop;
import org.garuda.channels.tck.kit.socket.HttpResponse;
import org.garuda.channels.tck.kit.socket.TcpConnection;

/** A request on a connection of its own, sent in whatever pieces an attack likes. Used by the thread of its loop. */
public final class HttpCall implements TcpConnection.Listener, Hostility {

    private static final Pattern STATUS_IN_BODY = Pattern.compile("\"status\":\\s*(\\d+)");

    /** More than any answer that is looked into; what comes beyond it is not kept. */
    private static final int MOST_KEPT = 4 * 1024 * 1024;

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final TcpConnection tcp;
    private boolean ended;

    /**
     * Connects.
     *
     * @param loop serves the connection
     * @param target whom to connect to
     * @param receiveBuffer bytes that the system takes before they are read; 0 leaves that to the system
     * @throws IOException when there are no more sockets
     */
    public HttpCall(EventLoop loop, Target target, int receiveBuffer) throws IOException {
        tcp = new TcpConnection(loop, target.http(), this, receiveBuffer);
    }

    /**
     * Sends text.
     *
     * @param text characters of one byte each
     * @return this
     */
    public HttpCall send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * Sends bytes.
     *
     * @param bytes not to be changed any more
     * @return this
     */
    public HttpCall send(byte[] bytes) {
        tcp.write(bytes);
        return this;
    }

    /** Leaves what comes where it is. */
    public void stopReading() {
        tcp.stopReading();
    }

    /**
     * Whether the answer is here, or cannot come any more.
     *
     * @return false while it may come
     */
    public boolean isOver() {
        return ended || isAnswered();
    }

    /**
     * Whether the connection has ended.
     *
     * @return true when the server has closed it, or it is broken
     */
    public boolean isEnded() {
        return ended;
    }

    /**
     * The status of the answer.
     *
     * @return 0 without an answer
     */
    public int status() {
        return HttpResponse.of(received.toByteArray()).status().orElse(0);
    }

    /**
     * The status that a long-polling client is told in the body.
     *
     * @return 0 without one
     */
    public int innerStatus() {
        Matcher status = STATUS_IN_BODY.matcher(body());
        return status.find() ? Integer.parseInt(status.group(1)) : 0;
    }

    /**
     * The body of the answer, as much of it as has come.
     *
     * @return text, empty without an answer
     */
    public String body() {
        return HttpResponse.of(received.toByteArray())
                .body()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    @Override
    public long queued() {
        return tcp.queued();
    }

    @Override
    public String outcome() {
        int status = status();
        if (status == 0) {
            return ended ? "cut" : "no answer";
        }
        int inner = status == 200 ? innerStatus() : 0;
        return "HTTP " + status + (inner == 0 ? "" : ", status " + inner);
    }

    @Override
    public void received(byte[] bytes) {
        if (received.size() < MOST_KEPT) {
            received.writeBytes(bytes);
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
        tcp.close();
    }

    private boolean isAnswered() {
        return received.size() > 0 && HttpResponse.isComplete(received.toByteArray(), "GET");
    }
}
