package org.garuda.channels.standalone;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.garuda.channels.core.door.ConnectRequest;
import org.garuda.channels.core.door.Headers;
import org.garuda.channels.core.longpoll.Answer;
import org.garuda.channels.core.longpoll.LongPollDoor;
import org.garuda.channels.core.longpoll.Post;
import org.garuda.channels.core.longpoll.Reaction;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.RequestExecutorProvider;
import org.glassfish.grizzly.http.server.Response;

/**
 * Brings the requests of clients that poll to the door, and suspends those that have to wait. Handlers may block in {@code connect}, and clients may send their posts slowly,
 * so nothing here runs on Grizzly's few threads.
 */
final class LongPollHandler extends HttpHandler {

    private static final System.Logger LOG = System.getLogger(LongPollHandler.class.getName());
    private static final long NEVER = -1;
    private static final int OK = 200;

    private final LongPollDoor door;
    private final String path;
    private final RequestExecutorProvider threads;

    /**
     * A handler for a path and what is below it.
     *
     * @param path without a slash at the end
     * @param executor runs what may block
     */
    LongPollHandler(LongPollDoor door, String path, Executor executor) {
        this.door = door;
        this.path = path;
        this.threads = request -> executor;
        setDecodeUrl(false);
    }

    @Override
    public RequestExecutorProvider getRequestExecutorProvider() {
        return threads;
    }

    @Override
    public void service(Request request, Response response) throws IOException {
        String asked = request.getRequestURI();
        String below = asked.startsWith(path) ? asked.substring(path.length()) : asked;
        Reaction reaction = door.receive(request.getMethod().getMethodString(), below, snapshot(request));
        if (reaction instanceof Post post) {
            react(take(post, request, response), response);
        } else {
            react(reaction, response);
        }
    }

    private static void react(Reaction reaction, Response response) throws IOException {
        if (reaction instanceof Reaction.Answered answered) {
            write(response, answered.answer());
        } else if (reaction instanceof Reaction.Held held) {
            hold(held, response);
        }
    }

    /** Reads the body on this thread, which waits for it, though for no longer than Grizzly's read timeout between two parts: its asynchronous input loses bodies and mixes them up when it is used off the selector's thread. */
    private static Reaction take(Post post, Request request, Response response) throws IOException {
        int limit = Math.min(post.limit(), Integer.MAX_VALUE - 1);
        byte[] body = request.getContentLengthLong() > limit
                ? null
                : request.getInputStream().readNBytes(limit + 1);
        if (body == null || body.length > limit) {
            response.setHeader("Connection", "close"); // Rather than read what nobody wants.
            return new Reaction.Answered(post.tooBig());
        }
        return post.take(body);
    }

    private static ConnectRequest snapshot(Request request) {
        Headers headers = new Headers();
        for (String name : request.getHeaderNames()) {
            for (String value : request.getHeaders(name)) {
                headers.add(name, value);
            }
        }
        return new ConnectRequest(
                request.getQueryString(), headers.toMap(), request.getUserPrincipal(), request.getRemoteAddr());
    }

    private static void hold(Reaction.Held held, Response response) throws IOException {
        AtomicBoolean answering = new AtomicBoolean();
        Runnable lost = held.lost();
        if (!held.head().isEmpty() && !held.answer().toCompletableFuture().isDone()) {
            head(response, OK, held.head());
            flush(response, lost);
        }
        response.suspend(NEVER, TimeUnit.MILLISECONDS, new EmptyCompletionHandler<>() {
            @Override
            public void cancelled() {
                // A client may also be gone because it has the answer already.
                if (!answering.get()) {
                    lost.run();
                }
            }
        });
        held.answer().thenAccept(answer -> {
            answering.set(true);
            resume(response, answer, lost);
        });
    }

    private static void flush(Response response, Runnable lost) throws IOException {
        try {
            response.flush();
        } catch (IOException e) {
            lost.run();
            throw e;
        }
    }

    /** Answers a suspended request. */
    static void resume(Response response, Answer answer, Runnable lost) {
        try {
            write(response, answer);
            response.flush();
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "an answer could not be written", e);
            lost.run();
        }
        try {
            response.resume();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "a connection was gone when its answer had been written", e);
        }
    }

    private static void write(Response response, Answer answer) throws IOException {
        if (!response.isCommitted()) {
            head(response, answer.status(), answer.headers());
            response.setContentLength(answer.body().length);
        }
        response.getOutputStream().write(answer.body());
    }

    private static void head(Response response, int status, Map<String, String> headers) {
        response.setStatus(status);
        headers.forEach((name, value) -> {
            if (name.equals("content-type")) {
                response.setContentType(value);
            } else {
                response.setHeader(name, value);
            }
        });
    }
}
