package org.garuda.channels.standalone.internal.exchange;

/** Answers the requests of some paths, inside this server. */
public interface HttpService {

    /**
     * The head of a request has come. Answers it, or asks for its body first. Called on the selector's thread; must not
     * block.
     */
    void begin(HttpExchange exchange);
}
