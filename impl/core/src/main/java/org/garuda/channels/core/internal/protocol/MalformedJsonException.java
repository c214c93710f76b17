package org.garuda.channels.core.internal.protocol;

/** Says where JSON is not JSON. Without a stack trace, because clients can provoke it at will. */
final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedJsonException(String message, int position) {
        super(message + " at byte " + position, null, false, false);
    }
}
