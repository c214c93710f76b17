package org.garuda.channels.core.internal.protocol;

/** A message that a client cannot be sent: bytes to a V1 client, or a name too long for a binary frame. */
public final class UnencodableException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Says what and why. */
    public UnencodableException(String message) {
        super(message);
    }
}
