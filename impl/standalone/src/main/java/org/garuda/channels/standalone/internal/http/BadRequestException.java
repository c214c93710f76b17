package org.garuda.channels.standalone.internal.http;

/**
 * A request that is not read on. The connection is closed after the answer, since nobody knows where the next request
 * begins.
 */
public final class BadRequestException extends Exception {

    /** What kind of fault it is, which decides on its status and its counter. */
    public enum Fault {
        /** Not well-formed, or in doubt. */
        MALFORMED(400),
        /** Asks for something that HTTP knows, and this server does not. */
        UNKNOWN_CODING(501),
        /** Asks for something before it goes on that this server does not do. */
        UNKNOWN_EXPECTATION(417),
        /** Another protocol or version. */
        UNKNOWN_VERSION(505),
        /** The head has too many bytes. */
        HEAD_TOO_BIG(431),
        /** The head has too many lines. */
        TOO_MANY_LINES(431),
        /** The head came too slowly. */
        OVERDUE(408),
        /** All unfinished requests and messages together hold too much, this one the most. */
        EVICTED(503);

        private final int status;

        Fault(int status) {
            this.status = status;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }
    }

    private static final long serialVersionUID = 1L;

    private final Fault fault;

    /** @param message a sentence of ours for the client; contains nothing that it sent */
    public BadRequestException(Fault fault, String message) {
        super(message, null, false, false);
        this.fault = fault;
    }

    static BadRequestException malformed(String message) {
        return new BadRequestException(Fault.MALFORMED, message);
    }

    /** The kind. */
    public Fault fault() {
        return fault;
    }

    /** The sentence for the client. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
