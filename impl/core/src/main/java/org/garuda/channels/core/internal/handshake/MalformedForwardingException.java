package org.garuda.channels.core.internal.handshake;

/**
 * What a trusted proxy says of a request cannot be read; the message is for whoever runs the proxy, and repeats nothing
 * that a client wrote.
 */
public final class MalformedForwardingException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedForwardingException(String message) {
        super(message);
    }
}
