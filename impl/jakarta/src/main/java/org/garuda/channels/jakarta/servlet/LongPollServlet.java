package org.garuda.channels.jakarta.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.garuda.channels.core.http.BodyProblem;
import org.garuda.channels.core.longpoll.Answer;
import org.garuda.channels.core.longpoll.LongPollDoor;
import org.garuda.channels.core.longpoll.Post;
import org.garuda.channels.core.longpoll.Reaction;

/**
 * The public address of a socket for clients that poll. Requests that wait hold no thread. The engine keeps their time, because not every container's timeout lets the answer
 * be chosen; the container's own comes only if the engine is no more.
 */
final class LongPollServlet extends DoorServlet {

    private static final System.Logger LOG = System.getLogger(LongPollServlet.class.getName());

    private final LongPollDoor door;
    private final Set<String> roles;
    private final long lastResortMillis;

    LongPollServlet(LongPollDoor door, String path, Set<String> roles, Duration window) {
        super(path);
        this.door = door;
        this.roles = roles;
        this.lastResortMillis = Math.min(window.toSeconds(), Integer.MAX_VALUE) * 3000 + 3000;
    }

    @Override
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Reaction reaction = door.receive(request.getMethod(), request.getPathInfo(), Requests.snapshot(request, roles));
        if (reaction instanceof Post post) {
            try {
                reaction = read(post, request);
            } finally {
                post.ended();
            }
        }
        if (reaction instanceof Reaction.Answered answered) {
            write(response, answered.answer());
        } else if (reaction instanceof Reaction.Held held) {
            hold(held, request, response);
        }
    }

    private static Reaction read(Post post, HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > post.limit()) {
            return new Reaction.Answered(post.refused(BodyProblem.TOO_BIG));
        }
        byte[] body = request.getInputStream().readNBytes(post.limit() + 1);
        return body.length > post.limit() ? new Reaction.Answered(post.refused(BodyProblem.TOO_BIG)) : post.take(body);
    }

    private void hold(Reaction.Held held, HttpServletRequest request, HttpServletResponse response) throws IOException {
        CompletableFuture<Answer> answer = held.answer().toCompletableFuture();
        if (!answer.isDone() && request.isAsyncSupported()) {
            if (!held.head().isEmpty()) {
                head(response, HttpServletResponse.SC_OK, held.head());
                flush(response, held.lost());
            }
            AsyncContext async = request.startAsync(request, response);
            async.setTimeout(lastResortMillis);
            async.addListener(new Loss(held.lost()));
            answer.thenAccept(given -> complete(async, given, held.lost()));
            return;
        }
        if (!answer.isDone()) {
            LOG.log(
                    Level.WARNING,
                    "a poll holds a thread while it waits, because a filter before {0} does not support async; give that"
                            + " filter asyncSupported=true",
                    request.getRequestURI());
        }
        deliver(response, answer.join(), held.lost());
    }

    private static void flush(HttpServletResponse response, Runnable lost) throws IOException {
        try {
            response.flushBuffer();
        } catch (IOException e) {
            lost.run();
            throw e;
        }
    }

    private static void complete(AsyncContext async, Answer answer, Runnable lost) {
        try {
            deliver((HttpServletResponse) async.getResponse(), answer, lost);
            async.complete();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "a request was gone before it was answered", e);
            lost.run();
        }
    }

    private static void deliver(HttpServletResponse response, Answer answer, Runnable lost) {
        try {
            write(response, answer);
            response.flushBuffer();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "an answer could not be written", e);
            lost.run();
        }
    }

    private static void write(HttpServletResponse response, Answer answer) throws IOException {
        if (!response.isCommitted()) {
            head(response, answer.status(), answer.headers());
            response.setContentLength(answer.body().length);
        }
        response.getOutputStream().write(answer.body());
    }

    private static void head(HttpServletResponse response, int status, Map<String, String> headers) {
        response.setStatus(status);
        headers.forEach((name, value) -> {
            if (name.equals("content-type")) {
                response.setContentType(value);
            } else {
                response.setHeader(name, value);
            }
        });
    }

    /** Passes on what a container tells of a connection that is gone, if it tells. */
    private record Loss(Runnable lost) implements AsyncListener {
        @Override
        public void onTimeout(AsyncEvent event) {
            lost.run();
            event.getAsyncContext().complete();
        }

        @Override
        public void onError(AsyncEvent event) {
            lost.run();
        }

        @Override
        public void onComplete(AsyncEvent event) {
            // Whoever completed it knows.
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // Nobody starts it again.
        }
    }
}
