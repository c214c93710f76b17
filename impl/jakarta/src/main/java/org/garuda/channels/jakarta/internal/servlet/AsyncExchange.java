package org.garuda.channels.jakarta.internal.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.garuda.channels.core.internal.longpoll.LongPollResponse;
import org.jspecify.annotations.Nullable;

/**
 * A request that waits for its answer, and then for its client to read it, without a thread: the answer is written as
 * the container says that it can be. Answered once, by any thread; what comes after that, or after the connection has
 * gone, is not heard.
 *
 * <p>Containers give the request and the response to the next client when they are completed, whoever may still be at
 * them. So all that touches them is a {@link Use}, from the service of the servlet on, and the last one completes them.
 */
final class AsyncExchange implements AsyncListener, WriteListener {

    private static final System.Logger LOG = System.getLogger(AsyncExchange.class.getName());
    private static final int PIECE_BYTES = 16 * 1024;

    /** GlassFish and Payara; Tomcat's has another package. */
    private static final String COMPLETES_AT_ONCE = "org.apache.catalina.connector.";

    private static final long SPELL_NANOS = 100_000;
    private static final int SPELLS = 10_000;

    private final AsyncContext async;
    private final HttpServletResponse response;
    private final Consumer<Boolean> ended;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger uses = new AtomicInteger(1);
    private final Thread service = Thread.currentThread();
    private final long timeoutMillis;
    private final boolean hasty;
    private final AtomicBoolean completed = new AtomicBoolean();

    // Used by the container's thread that writes, one at a time.
    private byte[] body = {};
    private int written;
    private volatile @Nullable ServletOutputStream out;

    /** Something that is done with the request or the response. */
    @FunctionalInterface
    interface Use {
        void run() throws IOException;
    }

    /**
     * Made in the service of the servlet, which says when it {@link #returns}.
     *
     * @param ended called once, on any thread: true when the answer was taken in full, false when the connection was
     *     gone before
     */
    AsyncExchange(AsyncContext async, long timeoutMillis, Consumer<Boolean> ended) {
        this(async, timeoutMillis, ended, async.getClass().getName().startsWith(COMPLETES_AT_ONCE));
    }

    /**
     * @param hasty whether the container completes at once, though the thread of the request may still be on its way
     * through it
     */
    AsyncExchange(AsyncContext async, long timeoutMillis, Consumer<Boolean> ended, boolean hasty) {
        this.async = async;
        this.timeoutMillis = timeoutMillis;
        this.hasty = hasty;
        this.response = (HttpServletResponse) async.getResponse();
        this.ended = ended;
        async.setTimeout(timeoutMillis);
        async.addListener(this);
    }

    /**
     * Does something with the request or the response, unless they are somebody else's by now. Any thread; several may
     * be at it.
     */
    void use(Use use) throws IOException {
        uses.incrementAndGet();
        try {
            if (!over.get()) {
                use.run();
            }
        } finally {
            leave();
        }
    }

    /** The service of the servlet has nothing more to do with the request. Called once. */
    void returns() {
        leave();
    }

    private void leave() {
        if (uses.decrementAndGet() == 0 && over.get() && completed.compareAndSet(false, true)) {
            try {
                awaitTheContainer();
                async.complete();
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "a request was over before it was completed", e);
            }
        }
    }

    /**
     * Waits until the thread of the request is out of a container that would otherwise complete under its hands: a
     * matter of microseconds, a second at most. By the specification a timeout cannot be set any more then.
     */
    private void awaitTheContainer() {
        if (!hasty || Thread.currentThread() == service) {
            return;
        }
        try {
            for (int i = 0; i < SPELLS; i++) {
                async.setTimeout(timeoutMillis);
                LockSupport.parkNanos(SPELL_NANOS);
            }
        } catch (IllegalStateException e) {
            LOG.log(Level.TRACE, "out of the container", e);
        }
    }

    /** Answers. */
    void answer(LongPollResponse answer) {
        begin(answer, false);
    }

    /** Answers, and has the connection closed, since nobody reads what may still come on it. */
    void answerAndClose(LongPollResponse answer) {
        begin(answer, true);
    }

    private void begin(LongPollResponse answer, boolean last) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        try {
            use(() -> write(answer, last));
        } catch (IOException | RuntimeException | Error e) {
            onError(e);
        }
    }

    private void write(LongPollResponse answer, boolean last) throws IOException {
        if (!response.isCommitted()) {
            if (last) {
                response.setHeader("Connection", "close");
            }
            Responses.head(response, answer.status(), answer.headers());
            response.setContentLength(answer.body().length);
        }
        body = answer.body();
        ServletOutputStream stream = response.getOutputStream();
        out = stream;
        stream.setWriteListener(this);
    }

    @Override
    public void onWritePossible() throws IOException {
        use(this::writeOn);
    }

    private void writeOn() throws IOException {
        ServletOutputStream stream = out;
        while (stream != null && !over.get() && stream.isReady()) {
            if (written == body.length) {
                end(true);
                return;
            }
            int size = Math.min(PIECE_BYTES, body.length - written);
            written += size;
            stream.write(body, written - size, size);
        }
    }

    /** The connection failed while it was written to, or waited. */
    @Override
    public void onError(Throwable error) {
        LOG.log(Level.DEBUG, "a request was gone before it was answered", error);
        end(false);
    }

    private void end(boolean delivered) {
        uses.incrementAndGet();
        try {
            if (over.compareAndSet(false, true)) {
                ended.accept(delivered);
            }
        } finally {
            leave();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end(false);
    }

    @Override
    public void onError(AsyncEvent event) {
        end(false);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        completed.set(true);
        end(false); // By somebody else, as when the container gives up; nothing happens otherwise.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nobody starts it again.
    }
}
