package org.garuda.channels.standalone;

import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Answers plain HTTP requests on the port of the channels. */
@FunctionalInterface
public interface HttpRoute {

    /**
     * Answers a request. Called on a worker thread; may block.
     *
     * @param request the request
     * @param response the answer, 200 with an empty body unless something else is set
     * @throws Exception is logged, and answered with 500 and an empty body
     */
    void handle(Request request, Response response) throws Exception;
}
