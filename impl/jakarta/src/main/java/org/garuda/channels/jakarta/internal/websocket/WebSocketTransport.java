package org.garuda.channels.jakarta.internal.websocket;

import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.EncodeException;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.garuda.channels.core.internal.connection.Transport;
import org.garuda.channels.core.internal.protocol.Frame;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.jspecify.annotations.Nullable;

/**
 * Writes a client's outbox to a session of any container: one send is under way at a time, or a few where the container
 * puts them in order itself, and the completion of one makes room for the next. Containers that complete a send before
 * it returns come round in a loop, so that the stack does not grow. Nothing that a container throws gets out of here.
 */
final class WebSocketTransport implements Transport {

    private static final System.Logger LOG = System.getLogger(WebSocketTransport.class.getName());

    /** Called by ourselves: containers lose messages that they are to encode. */
    private static final TextFrameEncoder TEXT = new TextFrameEncoder();

    private static final BinaryFrameEncoder BYTES = new BinaryFrameEncoder();

    /**
     * So many frames may one thread write before somebody else goes on, so that a broadcaster is not kept by a busy
     * client.
     */
    private static final int BURST = 256;

    /** A message of more bytes waits until nothing is under way, so that what is under way is bounded. */
    private static final int SMALL = 4096;

    // Numbers, not an enum: for each reference that is stored into an old object the collector has work to do, with
    // each message to each client.

    /** Nobody writes. */
    private static final int FREE = 0;

    /** A thread looks what there is to write. */
    private static final int TAKEN = 1;

    /** The same, and something has happened since it looked. */
    private static final int AGAIN = 2;

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final ProtocolSession protocol;
    private final Executor executor;
    private final int most;
    private final SendHandler completion = this::completed;
    private final AtomicInteger turn = new AtomicInteger(FREE);
    private final AtomicInteger completed = new AtomicInteger();
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile boolean broken;

    /** Whether the one who writes is in a send, after which it looks for itself what has been completed. */
    private volatile boolean sending;

    // Of the one who writes.

    /** How many sends have begun, around the numbers' end. */
    private int begun;

    /** How many of them were completed when the last frame was taken. */
    private int seen;

    /**
     * A transport on an open session.
     *
     * @param executor runs what may block, and bursts
     * @param most how many sends may be under way at a time
     */
    WebSocketTransport(Session session, ProtocolSession protocol, Executor executor, int most) {
        this.session = session;
        this.remote = session.getAsyncRemote();
        this.protocol = protocol;
        this.executor = executor;
        this.most = most;
    }

    @Override
    public void wake() {
        if (turn.getAndSet(AGAIN) == FREE) {
            write();
        }
    }

    @Override
    public void abort(CloseReason reason) {
        broken = true;
        closing.set(true);
        close(reason);
    }

    private void write() {
        int left = BURST;
        do {
            turn.set(TAKEN);
            left = write(left);
            if (left == 0) {
                executor.execute(this::write);
                return;
            }
        } while (!turn.compareAndSet(TAKEN, FREE));
    }

    /** Begins as many sends as there may be, and tells how many of so many frames are left. */
    private int write(int frames) {
        int left = frames;
        while (left > 0) {
            int done = completed.get();
            boolean pending = begun != done;
            if (begun - done >= most) {
                return left;
            }
            Frame frame = broken
                    ? null
                    : protocol.outbox()
                            .poll(protocol.now(), pending ? SMALL : Integer.MAX_VALUE, pending, done != seen);
            seen = done;
            if (frame == null) {
                if (!pending) {
                    closeIfEnded();
                }
                return left;
            }
            send(frame);
            left--;
        }
        return left;
    }

    private void send(Frame frame) {
        begun++;
        sending = true;
        try {
            if (frame.isBinary()) {
                remote.sendBinary(BYTES.encode(frame), completion);
            } else {
                remote.sendText(TEXT.encode(frame), completion);
            }
        } catch (EncodeException | RuntimeException | Error e) {
            failed(e);
        }
        sending = false;
    }

    private void completed(SendResult result) {
        if (!result.isOK()) {
            failed(result.getException());
            return;
        }
        completed.incrementAndGet();
        if (!sending) {
            wake();
        }
    }

    /**
     * The connection is lost to us, though some containers would keep it. What is under way stays so: nothing is
     * written any more.
     */
    private void failed(@Nullable Throwable error) {
        broken = true;
        LOG.log(Level.DEBUG, "a send failed", error);
        if (closing.compareAndSet(false, true)) {
            protocol.leaves();
            executor.execute(() -> {
                close(CloseReason.GONE);
                protocol.gone();
            });
        }
    }

    /** Some containers wait in their close for what is under way, so it is done elsewhere. */
    private void closeIfEnded() {
        CloseReason end = broken ? null : protocol.outbox().end();
        if (end != null && end != CloseReason.GONE && closing.compareAndSet(false, true)) {
            executor.execute(() -> close(end));
        }
    }

    private void close(CloseReason reason) {
        int code = reason == CloseReason.GONE ? CloseCodes.GOING_AWAY.getCode() : reason.code();
        try {
            session.close(new jakarta.websocket.CloseReason(CloseCodes.getCloseCode(code), protocol.closeText(reason)));
        } catch (IOException | RuntimeException | LinkageError e) {
            LOG.log(Level.DEBUG, "a session did not close in order", e);
        }
    }
}
