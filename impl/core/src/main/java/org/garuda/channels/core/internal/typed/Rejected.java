package org.garuda.channels.core.internal.typed;

import org.garuda.channels.core.internal.metrics.Counter;

/** What a client sent cannot be handed to the application: it gets an error, and nothing else happens. */
final class Rejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Object response;
    private final Counter counter;

    /** @param counter what it counts as */
    Rejected(Object response, Counter counter) {
        super(null, null, false, false);
        this.response = response;
        this.counter = counter;
    }

    Object response() {
        return response;
    }

    Counter counter() {
        return counter;
    }
}
