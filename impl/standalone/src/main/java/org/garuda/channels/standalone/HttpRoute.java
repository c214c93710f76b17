package org.garuda.channels.standalone;

/** Answers plain HTTP requests on the port of the channels. */
@FunctionalInterface
public interface HttpRoute {

    /**
     * Answers a request, whose body has come whole. Called on a worker thread; may block, which holds up nobody else. A
     * client that is gone by the time of the answer does not get it.
     *
     * @param request the request
     * @return the answer
     * @throws Exception is logged, and answered with 500 and an empty body
     */
    HttpResponse handle(HttpRequest request) throws Exception;
}
