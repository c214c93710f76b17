package org.garuda.channels.tck.kit.socket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import org.garuda.channels.tck.kit.json.Json;
import org.garuda.channels.tck.kit.json.Normaliser;
import org.garuda.channels.tck.kit.replay.Transcript;

/**
 * A WebSocket client over a plain TCP connection: sends whatever frame or bytes it is told to, and writes down every
 * frame that arrives. By itself it answers pings and close frames, unless the handshake says otherwise.
 *
 * <p>Used by one thread, the one that runs its {@link EventLoop}.
 */
public final class WebSocketConnection implements TcpConnection.Listener {

    private enum State {
        CONNECTING,
        OPEN,
        CLOSING,
        CLOSED,
        REFUSED
    }

    private static final long HANDSHAKE_TIMEOUT = 3000;
    private static final long CLOSE_TIMEOUT = 400;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int NORMAL_CLOSURE = 1000;

    private final EventLoop loop;
    private final Handshake handshake;
    private final Transcript transcript;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final FrameReader frames = new FrameReader();
    private final MessageAssembler assembler = new MessageAssembler();
    private final TcpConnection tcp;
    private State state = State.CONNECTING;
    private Optional<HttpMessage.ResponseHead> response = Optional.empty();
    private boolean closeSent;

    public WebSocketConnection(EventLoop loop, URI socket, Handshake handshake, Normaliser normaliser)
            throws IOException {
        this.loop = loop;
        this.handshake = handshake.withKey();
        this.transcript = new Transcript(normaliser);
        this.tcp = new TcpConnection(loop, socket, this);
        byte[] request = this.handshake.requestHead(socket);
        byte[] pipelined = handshake.pipelined();
        byte[] all = Arrays.copyOf(request, request.length + pipelined.length);
        System.arraycopy(pipelined, 0, all, request.length, pipelined.length);
        tcp.write(all);
    }

    /** Waits for the end of the handshake and gives it in the form of the recordings: status and subprotocol. */
    public Json.Obj awaitHandshake() {
        loop.runUntil(() -> state != State.CONNECTING, HANDSHAKE_TIMEOUT);
        if (state == State.CONNECTING) {
            refused();
        }
        int status = response.isPresent() ? response.get().status().orElse(0) : 0;
        Json.Obj result = Json.Obj.of("status", status == 0 ? Json.Literal.NULL : Json.Num.of(status));
        if (status != SWITCHING_PROTOCOLS) {
            return result;
        }
        String subprotocol = response.get().header("sec-websocket-protocol");
        if (!subprotocol.isEmpty()) {
            result = result.with("subprotocol", new Json.Str(subprotocol));
        }
        // no browser would go on with a wrong one
        boolean accepted = handshake.accepts(response.get().header("sec-websocket-accept"));
        return accepted ? result : result.with("accept", new Json.Str("<INVALID>"));
    }

    public Transcript transcript() {
        return transcript;
    }

    public boolean isClosed() {
        return state == State.CLOSED || state == State.REFUSED;
    }

    public void send(WebSocketFrame frame) {
        if (frame.opcode() == WebSocketFrame.CLOSE) {
            closeSent = true;
        }
        write(frame.encode());
    }

    public void write(byte[] bytes) {
        tcp.write(bytes);
    }

    public void finish() {
        tcp.finish();
    }

    public void reset() {
        state = State.CLOSED;
        tcp.reset();
    }

    /** Leaves the way a well-behaved client does, as far as the server takes part. */
    public void leave() {
        if (state == State.OPEN && !closeSent) {
            send(WebSocketFrame.close(NORMAL_CLOSURE, ""));
            loop.runUntil(this::isClosed, CLOSE_TIMEOUT);
        }
        tcp.close();
    }

    @Override
    public void received(byte[] bytes) {
        switch (state) {
            case CONNECTING -> handshakeBytes(bytes);
            case OPEN, CLOSING -> {
                frames.add(bytes);
                readFrames();
            }
            case CLOSED, REFUSED -> {
                // nothing counts any more
            }
        }
    }

    @Override
    public void endOfStream() {
        if (state == State.CONNECTING) {
            refused();
        } else if (!isClosed()) {
            ended("fin");
            tcp.finish();
        }
    }

    @Override
    public void failed(IOException cause) {
        if (state == State.CONNECTING) {
            refused();
        } else if (!isClosed()) {
            ended("rst");
        }
    }

    private void ended(String how) {
        state = State.CLOSED;
        transcript.tcp(how);
    }

    private void refused() {
        state = State.REFUSED;
        tcp.close();
    }

    private void handshakeBytes(byte[] bytes) {
        head.writeBytes(bytes);
        byte[] all = head.toByteArray();
        int end = HttpMessage.endOfHead(all);
        if (end < 0) {
            return;
        }
        response = Optional.of(HttpMessage.responseHead(all, end));
        if (response.get().status().orElse(0) != SWITCHING_PROTOCOLS) {
            refused();
            return;
        }
        state = State.OPEN;
        frames.add(Arrays.copyOfRange(all, end, all.length));
        readFrames();
    }

    private void readFrames() {
        for (Optional<WebSocketFrame> next = frames.next(); next.isPresent(); next = frames.next()) {
            take(next.get());
        }
    }

    private void take(WebSocketFrame frame) {
        switch (frame.opcode()) {
            case WebSocketFrame.CONTINUATION, WebSocketFrame.TEXT, WebSocketFrame.BINARY -> data(frame);
            case WebSocketFrame.CLOSE -> close(frame);
            case WebSocketFrame.PING -> {
                transcript.ping(frame);
                if (handshake.answersPings()) {
                    send(WebSocketFrame.of(WebSocketFrame.PONG, frame.payload()));
                }
            }
            case WebSocketFrame.PONG -> transcript.pong(frame);
            default -> transcript.unexpected(frame);
        }
    }

    private void data(WebSocketFrame frame) {
        if (!assembler.allows(frame)) {
            transcript.unexpected(frame);
            return;
        }
        assembler.add(frame).ifPresent(message -> {
            if (message.opcode() == WebSocketFrame.TEXT) {
                transcript.text(message);
            } else {
                transcript.binary(message);
            }
        });
    }

    private void close(WebSocketFrame frame) {
        transcript.close(frame);
        if (!closeSent && handshake.answersClose()) {
            byte[] code = Arrays.copyOf(frame.payload(), Math.min(2, frame.payload().length));
            send(WebSocketFrame.of(WebSocketFrame.CLOSE, code));
        }
        if (state != State.CLOSED) {
            state = State.CLOSING;
        }
    }
}
