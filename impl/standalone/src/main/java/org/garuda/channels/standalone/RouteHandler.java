package org.garuda.channels.standalone;

import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import org.garuda.channels.core.logging.Printable;

/** The application's answers to plain requests; keeps what they throw from the client. */
final class RouteHandler implements HttpService {

    private static final System.Logger LOG = System.getLogger(RouteHandler.class.getName());

    private final HttpRoute route;
    private final int bodyBytes;
    private final Executor executor;

    RouteHandler(HttpRoute route, int bodyBytes, Executor executor) {
        this.route = route;
        this.bodyBytes = bodyBytes;
        this.executor = executor;
    }

    /** The thread that has read the request reads for others too, so nothing of the application runs there. */
    @Override
    public void begin(HttpExchange exchange) {
        exchange.readBody(bodyBytes, body -> executor.execute(() -> handle(exchange, body)));
    }

    private void handle(HttpExchange exchange, byte[] body) {
        HttpResponse response;
        try {
            response =
                    route.handle(new HttpRequest(exchange.head(), body, exchange.remoteAddress(), exchange.isSecure()));
        } catch (Throwable e) {
            LOG.log(
                    Level.WARNING,
                    () -> "the route of " + Printable.of(exchange.head().path()) + " failed",
                    e);
            response = HttpResponse.of(500);
        }
        exchange.respond(response);
    }
}
