package org.garuda.channels.jakarta.internal.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.garuda.channels.core.internal.http.RequestBodies;
import org.garuda.channels.core.internal.http.RequestBody;
import org.garuda.channels.core.internal.longpoll.LongPollResult;
import org.garuda.channels.core.internal.longpoll.Post;

/**
 * Gathers the body of a post as the container says that there is some of it, without a thread in between. The thread on
 * which it says so reads no more than one turn; what is there beyond it is read in turns with the bodies of others.
 */
final class PostReader implements ReadListener {

    private static final int PIECE_BYTES = 8 * 1024;

    /** A fraction of a millisecond; most posts are shorter. */
    static final int TURN_BYTES = 64 * 1024;

    private final Post post;
    private final ServletInputStream in;
    private final AsyncExchange exchange;
    private final RequestBody body;
    private final long announced;
    private final BodyTurns turns;

    /** Changed by whoever reads: one thread at a time, but not always the same. */
    private volatile long came;

    PostReader(
            Post post,
            ServletInputStream in,
            long announced,
            AsyncExchange exchange,
            RequestBodies bodies,
            BodyTurns turns) {
        this.post = post;
        this.in = in;
        this.exchange = exchange;
        this.announced = announced;
        this.turns = turns;
        this.body = bodies.begin(post.limit(), announced, problem -> exchange.answerAndClose(post.refused(problem)));
    }

    void listen() throws IOException {
        exchange.use(() -> in.setReadListener(this));
    }

    /** Reads on this thread, for as long as anybody wants it. */
    static void readAll(InputStream from, RequestBody into) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        int size = from.read(piece);
        while (size >= 0 && into.add(ByteBuffer.wrap(piece, 0, size))) {
            size = from.read(piece);
        }
    }

    /**
     * Who has read all of it need not wait for the container to say so; it may say so once more. {@code isFinished} is
     * asked only where the container does not know of all turns: on GlassFish and Payara it tells that the server has
     * all of it, though nobody has read it yet.
     */
    @Override
    public void onDataAvailable() throws IOException {
        exchange.use(this::read);
    }

    private void read() throws IOException {
        boolean more = readTurn();
        while (more) {
            more = turns.next(this::readTurn, this::readOn);
        }
    }

    /** Tells whether there is more to be read at once. */
    private boolean readTurn() throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        long before = came;
        long now = before;
        int size = 0;
        while (size >= 0 && now != announced && in.isReady()) {
            if (now - before >= TURN_BYTES) {
                return true;
            }
            size = in.read(piece);
            if (size > 0) {
                now += size;
                came = now;
                if (!body.add(ByteBuffer.wrap(piece, 0, size))) {
                    return false;
                }
            }
        }
        if (size < 0 || now == announced || turns.areElsewhere() && in.isFinished()) {
            onAllDataRead();
        }
        return false;
    }

    /**
     * The next turn on another thread, of which the container knows nothing: it may have said already that all is read,
     * and would not say that reading failed.
     */
    private void readOn() {
        try {
            exchange.use(this::read);
        } catch (IOException | RuntimeException | Error e) {
            onError(e);
        }
    }

    @Override
    public void onAllDataRead() {
        byte[] whole = body.take();
        if (whole == null) {
            return; // It was refused, and the answer is on its way.
        }
        LongPollResult reaction = post.take(whole);
        if (reaction instanceof LongPollResult.Answered answered) {
            exchange.answer(answered.answer());
        } else if (reaction instanceof LongPollResult.Held held) {
            held.answer().thenAccept(exchange::answer);
        }
    }

    @Override
    public void onError(Throwable error) {
        body.giveUp();
        exchange.onError(error);
    }
}
