package org.garuda.channels.jakarta.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.garuda.channels.core.longpoll.Answer;
import org.jspecify.annotations.Nullable;

/**
 * A request that waits for its answer, and then for its client to read it, without a thread: the answer is written as the container says that it can be. Answered once,
 * by any thread; what comes after that, or after the connection has gone, is not heard.
 */
final class AsyncExchange implements AsyncListener, WriteListener {

    private static final System.Logger LOG = System.getLogger(AsyncExchange.class.getName());
    private static final int PIECE_BYTES = 16 * 1024;

    private final AsyncContext async;
    private final HttpServletResponse response;
    private final Consumer<Boolean> ended;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();

    // Used by the container's thread that writes, one at a time.
    private byte[] body = {};
    private int written;
    private volatile @Nullable ServletOutputStream out;

    /** @param ended called once, on any thread: true when the answer was taken in full, false when the connection was gone before */
    AsyncExchange(AsyncContext async, long timeoutMillis, Consumer<Boolean> ended) {
        this.async = async;
        this.response = (HttpServletResponse) async.getResponse();
        this.ended = ended;
        async.setTimeout(timeoutMillis);
        async.addListener(this);
    }

    /** Answers. */
    void answer(Answer answer) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        try {
            if (!response.isCommitted()) {
                Responses.head(response, answer.status(), answer.headers());
                response.setContentLength(answer.body().length);
            }
            body = answer.body();
            ServletOutputStream stream = response.getOutputStream();
            out = stream;
            stream.setWriteListener(this);
        } catch (IOException | RuntimeException | Error e) {
            onError(e);
        }
    }

    /** Answers, and has the connection closed, since nobody reads what may still come on it. */
    void answerAndClose(Answer answer) {
        if (!response.isCommitted()) {
            response.setHeader("Connection", "close");
        }
        answer(answer);
    }

    @Override
    public void onWritePossible() throws IOException {
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
        if (over.compareAndSet(false, true)) {
            ended.accept(delivered);
            try {
                async.complete();
            } catch (RuntimeException e) {
                LOG.log(Level.DEBUG, "a request was over before it was completed", e);
            }
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
        if (over.compareAndSet(false, true)) {
            ended.accept(false); // By somebody else, as when the container gives up.
        }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nobody starts it again.
    }
}
