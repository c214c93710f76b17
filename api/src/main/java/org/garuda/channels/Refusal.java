package org.garuda.channels;

import java.util.Map;
import java.util.Objects;

/**
 * Thrown by a handler to refuse what a client asks for. It is an answer, not a failure: nothing is logged, and the
 * channel goes on.
 *
 * <p>From {@link ChannelHandler#connect} the client is turned away with status 403 and the reason. From {@link
 * ChannelHandler#joinChannel} the join is refused, from {@link ChannelHandler#incomingMessage} the message gets an
 * error reply, and from {@link ChannelHandler#leaveChannel} the client stays; in each case the client gets the response.
 * From any other callback, where no client waits for an answer, it is an exception like any other.
 *
 * <p>It has no stack trace, so that clients who are refused all the time cost little.
 */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Object response;

    /**
     * Refuses with the response {@code {"reason": reason}}.
     *
     * @param reason for the client
     */
    public Refusal(String reason) {
        this(
                Objects.requireNonNull(reason, "the reason must not be null; Refusal.with(Map.of()) gives none"),
                Map.of("reason", reason));
    }

    private Refusal(String reason, Object response) {
        super(reason, null, false, false);
        this.response = response;
    }

    /**
     * Refuses with a response of your own, which a client that connects is not told.
     *
     * @param response any JSON value, or bytes; by custom an object with {@code reason}
     * @return the refusal, to be thrown
     */
    public static Refusal with(Object response) {
        return new Refusal(
                "", Objects.requireNonNull(response, "the response must not be null; Map.of() is an empty one"));
    }

    /**
     * What the client gets.
     *
     * @return any JSON value, or bytes
     */
    public Object response() {
        return response;
    }
}
