package org.garuda.channels.standalone.internal.longpoll;

import java.util.concurrent.Executor;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.core.internal.longpoll.LongPollEndpoint;
import org.garuda.channels.core.internal.longpoll.LongPollResponse;
import org.garuda.channels.core.internal.longpoll.LongPollResult;
import org.garuda.channels.core.internal.longpoll.Post;
import org.garuda.channels.standalone.HttpResponse;
import org.garuda.channels.standalone.internal.exchange.HttpExchange;
import org.garuda.channels.standalone.internal.exchange.HttpService;

/**
 * Brings the requests of clients that poll to the endpoint. The head of a post decides whether its body is wanted;
 * everything else is decided off the selector's thread, because handlers may block in {@code connect}.
 */
public final class LongPollHandler implements HttpService {

    private static final int OK = 200;
    private static final int INTERNAL_ERROR = 500;

    private final ChannelSocket socket;
    private final LongPollEndpoint endpoint;
    private final String path;
    private final int bodyBytes;
    private final Executor executor;

    /**
     * A handler for a path and what is below it.
     *
     * @param path without a slash at the end
     * @param bodyBytes limit for bodies that nobody asked for
     * @param executor runs what may block
     */
    public LongPollHandler(
            ChannelSocket socket, LongPollEndpoint endpoint, String path, int bodyBytes, Executor executor) {
        this.socket = socket;
        this.endpoint = endpoint;
        this.path = path;
        this.bodyBytes = bodyBytes;
        this.executor = executor;
    }

    @Override
    public void begin(HttpExchange exchange) {
        if (!exchange.head().method().equals("POST")) {
            exchange.readBody(bodyBytes, ignored -> decideOrRefuse(exchange));
            return;
        }
        LongPollResult result = receive(exchange, true); // A post calls no handler.
        if (result instanceof Post post) {
            exchange.onEnd(delivered -> post.ended());
            exchange.readBody(
                    post.limit(),
                    body -> takeSoon(post, body, exchange),
                    problem -> respond(exchange, post.refused(problem)));
        } else {
            answer(result, exchange);
        }
    }

    /** When no thread is left a poll is still taken, by the thread that reads, which then calls no handler. */
    private void decideOrRefuse(HttpExchange exchange) {
        if (endpoint.isExhausted()) {
            decide(exchange, false);
        } else {
            executor.execute(() -> decide(exchange, true));
        }
    }

    private void decide(HttpExchange exchange, boolean mayBlock) {
        try {
            answer(receive(exchange, mayBlock), exchange);
        } catch (Throwable e) {
            socket.runtime().faults().survived("a request to long-polling", e);
            exchange.respond(HttpResponse.of(INTERNAL_ERROR));
        }
    }

    private void takeSoon(Post post, byte[] body, HttpExchange exchange) {
        if (endpoint.isExhausted()) {
            take(post, body, exchange); // It never blocks, only takes its time to decode.
        } else {
            executor.execute(() -> take(post, body, exchange));
        }
    }

    private void take(Post post, byte[] body, HttpExchange exchange) {
        try {
            answer(post.take(body), exchange);
        } catch (Throwable e) {
            socket.runtime().faults().survived("a post", e);
            exchange.respond(HttpResponse.of(INTERNAL_ERROR));
        }
    }

    private LongPollResult receive(HttpExchange exchange, boolean mayBlock) {
        String asked = exchange.head().path();
        String below = asked.startsWith(path) ? asked.substring(path.length()) : asked;
        String method = exchange.head().method();
        return mayBlock
                ? endpoint.receive(method, below, exchange.snapshot())
                : endpoint.receiveWithoutBlocking(method, below, exchange.snapshot());
    }

    private static void answer(LongPollResult result, HttpExchange exchange) {
        if (result instanceof LongPollResult.Answered answered) {
            respond(exchange, answered.answer());
        } else if (result instanceof LongPollResult.Held held) {
            hold(held, exchange);
        }
    }

    private static void hold(LongPollResult.Held held, HttpExchange exchange) {
        exchange.onEnd(held.ended());
        if (!held.answer().toCompletableFuture().isDone()) {
            if (!held.head().isEmpty()) {
                exchange.respondLater(OK, held.head());
            }
            exchange.await();
        }
        held.answer().thenAccept(answer -> respond(exchange, answer));
    }

    private static void respond(HttpExchange exchange, LongPollResponse answer) {
        exchange.respond(answer.status(), answer.headers(), answer.body());
    }
}
