package org.garuda.channels.jakarta.internal.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.garuda.channels.core.internal.http.BodyProblem;
import org.garuda.channels.core.internal.http.RequestBody;
import org.garuda.channels.core.internal.logging.Printable;
import org.garuda.channels.core.internal.longpoll.LongPollEndpoint;
import org.garuda.channels.core.internal.longpoll.LongPollResponse;
import org.garuda.channels.core.internal.longpoll.LongPollResult;
import org.garuda.channels.core.internal.longpoll.Post;

/**
 * The public address of a socket for clients that poll. Requests that wait hold no thread. The engine keeps their time,
 * because not every container's timeout lets the answer be chosen; the container's own comes only if the engine is no
 * more.
 */
final class LongPollServlet extends SocketServlet {

    private static final System.Logger LOG = System.getLogger(LongPollServlet.class.getName());

    /** The engine gives a body no longer than this. */
    private static final long BODY_MILLIS = 300_000;

    private final LongPollEndpoint endpoint;
    private final Set<String> roles;
    private final long lastResortMillis;
    private final BodyThreads threads;

    /** @param threads the node's */
    LongPollServlet(LongPollEndpoint endpoint, String path, Set<String> roles, Duration window, BodyThreads threads) {
        super(path);
        this.endpoint = endpoint;
        this.roles = roles;
        this.threads = threads;
        this.lastResortMillis = Math.min(window.toSeconds(), Integer.MAX_VALUE) * 3000 + 3000;
    }

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        LongPollResult reaction =
                endpoint.receive(request.getMethod(), request.getPathInfo(), Requests.snapshot(request, roles));
        if (reaction instanceof Post post) {
            take(post, request, response);
        } else if (reaction instanceof LongPollResult.Held held) {
            hold(held, request, response);
        } else if (reaction instanceof LongPollResult.Answered answered) {
            if (request.getMethod().equals("POST")) {
                response.setHeader("Connection", "close"); // Rather than read a body that nobody wants.
            }
            Responses.write(response, answered.answer());
        }
    }

    private void take(Post post, HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean begun = false;
        try {
            long length = request.getContentLengthLong();
            if (length > post.limit()) {
                response.setHeader("Connection", "close");
                Responses.write(response, post.refused(BodyProblem.TOO_BIG));
            } else if (request.isAsyncSupported()) {
                begun = true;
                gather(post, request, length);
            } else {
                wait(post, request, response);
            }
        } finally {
            if (!begun) {
                post.ended();
            }
        }
    }

    private void gather(Post post, HttpServletRequest request, long length) throws IOException {
        AsyncContext async = request.startAsync();
        AsyncExchange exchange = new AsyncExchange(async, BODY_MILLIS + lastResortMillis, delivered -> post.ended());
        try {
            PostReader reader = new PostReader(
                    post, request.getInputStream(), length, exchange, endpoint.bodies(), threads.turns(async));
            if (length == 0) {
                reader.onAllDataRead(); // Not every container says so when there is none.
            } else {
                reader.listen();
            }
        } finally {
            exchange.returns();
        }
    }

    /** Reads the body on this thread, because a filter does not support async; only few may do so at once. */
    private void wait(Post post, HttpServletRequest request, HttpServletResponse response) throws IOException {
        warn(request);
        AtomicReference<BodyProblem> problem = new AtomicReference<>();
        if (!threads.waiting().tryAcquire()) {
            response.setHeader("Connection", "close");
            Responses.write(response, post.refusedForWantOfThread());
            return;
        }
        byte[] whole;
        try {
            RequestBody body = endpoint.bodies().begin(post.limit(), request.getContentLengthLong(), problem::set);
            try {
                PostReader.readAll(request.getInputStream(), body);
                whole = body.take();
            } finally {
                body.giveUp();
            }
        } finally {
            threads.waiting().release();
        }
        BodyProblem refused = problem.get();
        if (whole == null) {
            response.setHeader("Connection", "close");
            Responses.write(response, post.refused(refused == null ? BodyProblem.EVICTED : refused));
            return;
        }
        LongPollResult reaction = post.take(whole);
        if (reaction instanceof LongPollResult.Answered answered) {
            Responses.write(response, answered.answer());
        } else if (reaction instanceof LongPollResult.Held held) {
            hold(held, request, response);
        }
    }

    private void hold(LongPollResult.Held held, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        CompletableFuture<LongPollResponse> answer = held.answer().toCompletableFuture();
        if (request.isAsyncSupported()) {
            if (!answer.isDone() && !held.head().isEmpty()) {
                Responses.head(response, HttpServletResponse.SC_OK, held.head());
                flush(response, held.ended());
            }
            AsyncExchange exchange = new AsyncExchange(request.startAsync(), lastResortMillis, held.ended());
            try {
                answer.thenAccept(exchange::answer);
            } finally {
                exchange.returns();
            }
            return;
        }
        if (!answer.isDone()) {
            warn(request);
        }
        try {
            Responses.write(response, answer.join());
            response.flushBuffer();
            held.ended().accept(true);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "an answer could not be written", e);
            held.ended().accept(false);
        }
    }

    private void warn(HttpServletRequest request) {
        String uri = Printable.of(request.getRequestURI());
        endpoint.log().log(
                LOG,
                Level.WARNING,
                "requests that hold a thread, because a filter does not support async",
                () -> "a request holds a thread while it waits, because a filter before " + uri
                        + " does not support async; give that filter asyncSupported=true");
    }

    private static void flush(HttpServletResponse response, Consumer<Boolean> ended) throws IOException {
        try {
            response.flushBuffer();
        } catch (IOException e) {
            ended.accept(false);
            throw e;
        }
    }
}
