package org.garuda.channels.typed;

import java.util.Map;
import java.util.Objects;

/** What a method of a typed handler answers, where that is not always ok. Immutable, as far as its response is. */
public final class Reply {

    private enum Status {
        OK,
        ERROR,
        NONE
    }

    private static final Reply NOTHING = new Reply(Status.NONE, Map.of());

    private final Status status;
    private final Object response;

    private Reply(Status status, Object response) {
        this.status = status;
        this.response = Objects.requireNonNull(response, "the response must not be null; Map.of() is an empty one");
    }

    /**
     * Ok with {@code {}}.
     *
     * @return the reply
     */
    public static Reply ok() {
        return ok(Map.of());
    }

    /**
     * Ok.
     *
     * @param response any JSON value, or bytes
     * @return the reply
     */
    public static Reply ok(Object response) {
        return new Reply(Status.OK, response);
    }

    /**
     * An error; a join is refused by it.
     *
     * @param response any JSON value, or bytes; by custom an object with {@code reason}
     * @return the reply
     */
    public static Reply error(Object response) {
        return new Reply(Status.ERROR, response);
    }

    /**
     * No reply, or one that the application gives itself, through the {@link org.garuda.channels.ChannelConn}.
     *
     * @return no reply
     */
    public static Reply none() {
        return NOTHING;
    }

    /**
     * Whether this is ok.
     *
     * @return true for {@link #ok(Object)}
     */
    public boolean isOk() {
        return status == Status.OK;
    }

    /**
     * Whether this is an error.
     *
     * @return true for {@link #error(Object)}
     */
    public boolean isError() {
        return status == Status.ERROR;
    }

    /**
     * What the client gets.
     *
     * @return any JSON value, or bytes
     */
    public Object response() {
        return response;
    }

    @Override
    public String toString() {
        return "Reply[" + status + "]";
    }
}
