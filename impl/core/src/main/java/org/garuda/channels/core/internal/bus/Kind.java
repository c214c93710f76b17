package org.garuda.channels.core.internal.bus;

import org.jspecify.annotations.Nullable;

/** What a message between nodes says. The codes are on the wire: one that has been used never means something else. */
public enum Kind {
    /** An event for the subscribers of a topic. */
    BROADCAST(1),
    /** The clients with an id are to be disconnected, and may be kept out for a while. */
    DISCONNECT(2),
    /** A node takes part, or does so again: its name, and what it must have in common with the others. */
    HELLO(3),
    /** A node is there. */
    BEAT(4),
    /** A node stops. */
    BYE(5),
    /** Changes of a node's own presences. */
    DELTA(6),
    /** A node wants what it has missed of another one's presences. */
    WANT(7),
    /** The changes that were missed. */
    MORE(8),
    /** All of a node's own presences, or some of them. */
    SNAP(9),
    /** A request of a client that polls, for the node that has its session. */
    LONG_POLL(10),
    /** The answer to such a request. */
    LONG_POLL_ANSWER(11),
    /** What becomes of such an answer, where that is not as it should be. */
    LONG_POLL_FATE(12);

    private static final Kind[] BY_CODE = byCode();

    private final int code;

    Kind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** The kind with a code, or null when a later version alone knows it. */
    static @Nullable Kind of(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    private static Kind[] byCode() {
        Kind[] kinds = new Kind[values().length + 1];
        for (Kind kind : values()) {
            kinds[kind.code] = kind;
        }
        return kinds;
    }
}
