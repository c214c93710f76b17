package org.garuda.channels.benchmarks.client;

/** A load could not be run; the message says what the server did. */
public final class LoadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LoadException(String message) {
        super(message);
    }
}
