package org.garuda.channels.standalone;

import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.RequestExecutorProvider;
import org.glassfish.grizzly.http.server.Response;

/** A route among Grizzly's handlers; keeps what it throws from the client. */
final class RouteHandler extends HttpHandler {

    private static final System.Logger LOG = System.getLogger(RouteHandler.class.getName());

    private final HttpRoute route;
    private final RequestExecutorProvider threads;

    RouteHandler(HttpRoute route, Executor executor) {
        this.route = route;
        this.threads = request -> executor;
    }

    /** The thread that has read the request reads for others too, so nothing of the application runs there. */
    @Override
    public RequestExecutorProvider getRequestExecutorProvider() {
        return threads;
    }

    @Override
    public void service(Request request, Response response) {
        try {
            route.handle(request, response);
        } catch (Exception e) {
            LOG.log(Level.WARNING, () -> "the route of " + request.getRequestURI() + " failed", e);
            if (!response.isCommitted()) {
                response.reset();
                response.setStatus(500);
            }
        }
    }
}
