package org.garuda.channels.standalone;

/** Answers the requests of some paths, inside this server. */
interface HttpService {

    /**
     * The head of a request has come. Answers it, or asks for its body first. Called on the selector's thread; must not
     * block.
     */
    void begin(HttpExchange exchange);
}
