package org.garuda.channels.tck.kit.replay;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.garuda.channels.tck.kit.json.Json;
import org.garuda.channels.tck.kit.json.Normaliser;
import org.garuda.channels.tck.kit.scenario.Action;
import org.garuda.channels.tck.kit.scenario.Expectation;
import org.garuda.channels.tck.kit.scenario.Step;
import org.garuda.channels.tck.kit.socket.EventLoop;
import org.garuda.channels.tck.kit.socket.HttpExchange;
import org.garuda.channels.tck.kit.socket.HttpRequest;
import org.garuda.channels.tck.kit.socket.HttpResponse;
import org.garuda.channels.tck.kit.socket.WebSocketConnection;
import org.garuda.channels.tck.kit.socket.WebSocketFrame;

/**
 * One run of one scenario against a server: acts step by step and tells what each step led to. Used by one thread; to
 * be closed, which ends all its connections.
 */
final class ScenarioRun implements AutoCloseable {

    private static final long CLOSE_TIMEOUT = 2000;

    private final TargetServer server;
    private final Duration quiet;
    private final EventLoop loop = new EventLoop();
    private final Normaliser normaliser = new Normaliser();
    private final Variables variables = new Variables();
    private final Map<String, WebSocketConnection> connections = new LinkedHashMap<>();
    private final Map<String, Pending> pending = new HashMap<>();

    private record Pending(HttpExchange exchange, Map<String, String> save) {}

    /** How long nothing may arrive until a step is over, unless it says otherwise. */
    ScenarioRun(TargetServer server, Duration quiet) {
        this.server = server;
        this.quiet = quiet;
    }

    /**
     * Does what the step says and gathers what arrives.
     *
     * @throws IOException when a connection cannot even be tried
     * @throws IllegalStateException when the step uses a connection or a request that there is not
     */
    Expectation run(Step step) throws IOException {
        Map<String, Integer> before = new HashMap<>();
        connections.forEach(
                (name, connection) -> before.put(name, connection.transcript().size()));
        Optional<Json.Obj> handshake = Optional.empty();
        Optional<Json.Obj> http = Optional.empty();
        Action action = step.action();
        if (action instanceof Action.Open open) {
            handshake = Optional.of(open(open));
        } else if (action instanceof Action.Http request) {
            http = http(request);
        } else if (action instanceof Action.Await await) {
            http = Optional.of(await(await.name()));
        } else if (action instanceof Action.Pause pause) {
            loop.runFor(pause.time().toMillis());
        } else {
            onConnection(action);
        }
        if (step.settles()) {
            new Settling(loop, connections, before).await(step, quiet);
        }
        return new Expectation(handshake, http, framesSince(before));
    }

    private Json.Obj open(Action.Open open) throws IOException {
        WebSocketConnection connection =
                new WebSocketConnection(loop, server.webSocketBase(), open.handshake(), normaliser);
        connections.put(open.on(), connection);
        return connection.awaitHandshake();
    }

    private Optional<Json.Obj> http(Action.Http action) throws IOException {
        HttpRequest request = variables.in(action.request());
        HttpExchange exchange = new HttpExchange(loop, server.httpBase(request.path()), request);
        if (action.awaitedAs().isPresent()) {
            pending.put(action.awaitedAs().get(), new Pending(exchange, action.save()));
            return Optional.empty();
        }
        HttpResponse response = exchange.await();
        loop.runFor(server.spreading(request.path()).toMillis());
        return Optional.of(HttpOutcome.of(response, action.save(), variables, normaliser));
    }

    private Json.Obj await(String name) {
        Pending request = pending.remove(name);
        if (request == null) {
            throw new IllegalStateException("no request is called " + name);
        }
        return HttpOutcome.of(request.exchange().await(), request.save(), variables, normaliser);
    }

    private void onConnection(Action action) {
        if (action instanceof Action.Send send) {
            WebSocketConnection connection = connection(send.on());
            send.frames().forEach(connection::send);
            if (send.frames().stream().anyMatch(frame -> frame.opcode() == WebSocketFrame.CLOSE)) {
                awaitClosed(connection);
            }
        } else if (action instanceof Action.RawBytes raw) {
            connection(raw.on()).write(raw.bytes());
        } else if (action instanceof Action.Close close) {
            WebSocketConnection connection = connection(close.on());
            connection.send(
                    close.code().isPresent()
                            ? WebSocketFrame.close(close.code().getAsInt(), close.reason())
                            : WebSocketFrame.of(WebSocketFrame.CLOSE, new byte[0]));
            awaitClosed(connection);
        } else if (action instanceof Action.Finish finish) {
            connection(finish.on()).finish();
            awaitClosed(connection(finish.on()));
        } else if (action instanceof Action.Destroy destroy) {
            connection(destroy.on()).reset();
        }
    }

    /** A closing handshake may be slow on a busy machine. */
    private void awaitClosed(WebSocketConnection connection) {
        loop.runUntil(connection::isClosed, CLOSE_TIMEOUT);
    }

    private WebSocketConnection connection(String name) {
        WebSocketConnection connection = connections.get(name);
        if (connection == null) {
            throw new IllegalStateException("no connection is called " + name);
        }
        return connection;
    }

    private Map<String, List<Json.Obj>> framesSince(Map<String, Integer> before) {
        Map<String, List<Json.Obj>> frames = new LinkedHashMap<>();
        connections.forEach((name, connection) -> {
            List<Json.Obj> arrived = connection.transcript().since(before.getOrDefault(name, 0));
            if (!arrived.isEmpty()) {
                frames.put(name, arrived);
            }
        });
        return frames;
    }

    @Override
    public void close() {
        Collection<WebSocketConnection> open = connections.values();
        try (loop) {
            open.forEach(WebSocketConnection::leave);
            pending.values().forEach(request -> request.exchange().close());
        }
    }
}
