package org.garuda.channels.standalone.internal.route;

import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import org.garuda.channels.core.internal.http.BodyProblem;
import org.garuda.channels.core.internal.logging.RateLimitedLog;
import org.garuda.channels.standalone.HttpResponse;
import org.garuda.channels.standalone.HttpRoute;
import org.garuda.channels.standalone.internal.exchange.HttpExchange;
import org.garuda.channels.standalone.internal.exchange.HttpService;

/** The application's answers to plain requests; keeps what they throw from the client. */
public final class RouteHandler implements HttpService {

    private static final System.Logger LOG = System.getLogger(RouteHandler.class.getName());

    private final String name;
    private final HttpRoute route;
    private final int bodyBytes;
    private final Executor executor;
    private final RateLimitedLog log;

    /** @param name what the log calls the route */
    public RouteHandler(String name, HttpRoute route, int bodyBytes, Executor executor, RateLimitedLog log) {
        this.name = name;
        this.route = route;
        this.bodyBytes = bodyBytes;
        this.executor = executor;
        this.log = log;
    }

    /** The thread that has read the request reads for others too, so nothing of the application runs there. */
    @Override
    public void begin(HttpExchange exchange) {
        exchange.readBody(bodyBytes, body -> executor.execute(() -> handle(exchange, body)), problem -> {
            if (problem == BodyProblem.TOO_BIG) {
                tellTooBig();
            }
            exchange.refuse(problem);
        });
    }

    private void tellTooBig() {
        String setting = "channels.limits.route-body-bytes";
        log.log(
                LOG,
                Level.WARNING,
                name + ": requests over " + setting,
                () -> name + " was sent a body of more than " + bodyBytes
                        + " bytes, which was answered with HTTP status 413; if it is to be taken, raise " + setting);
    }

    private void handle(HttpExchange exchange, byte[] body) {
        HttpResponse response;
        try {
            response = route.handle(
                    new RoutedRequest(exchange.head(), body, exchange.remoteAddress(), exchange.isSecure()));
        } catch (Throwable e) {
            log.log(LOG, Level.WARNING, name + ": " + e.getClass().getName(), () -> name + " failed", e);
            response = HttpResponse.of(500);
        }
        exchange.respond(response);
    }
}
