package org.garuda.channels.core.internal.bus;

/** A message from the bus that cannot be understood. */
public final class MalformedMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param found what is there, and what is not */
    public MalformedMessageException(String found) {
        super(found, null, false, false); // Whoever writes to the bus can make many of them.
    }
}
