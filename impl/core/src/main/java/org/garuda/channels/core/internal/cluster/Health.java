package org.garuda.channels.core.internal.cluster;

import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.logging.Printable;
import org.jspecify.annotations.Nullable;

/**
 * Whether the bus works, which its client alone cannot know: this node's own beats come back through the broker. Says so
 * once for each change. What the bus tells may come on any thread, and anybody may ask; all else is done by the thread
 * that takes in what concerns all nodes.
 */
final class Health {

    /** How it is. */
    enum State {
        /** There is no connection. */
        DOWN,
        /** There is one, and nothing of what we say comes back. */
        DEAF,
        UP
    }

    private static final System.Logger LOG = System.getLogger(Health.class.getName());

    static final long DEAF_NANOS = TimeUnit.MILLISECONDS.toNanos(1250);

    private final NodeRuntime runtime;
    private final String where;

    /** What the bus has told last, as one value. */
    private record Connection(
            boolean stands, int number, @Nullable Throwable cause) {}

    private volatile Connection connection = new Connection(false, 0, null);
    private volatile State state = State.DOWN;
    private volatile boolean everUp;
    private volatile long roundtrip;

    private Connection seen = connection;
    private boolean interrupted;
    private boolean returned;
    private @Nullable State told;
    private long quietSince;
    private long sentAt;
    private long lastReturned = -1;

    /** @param where the broker, as the log may name it */
    Health(NodeRuntime runtime, String where) {
        this.runtime = runtime;
        this.where = where;
        this.quietSince = runtime.now();
    }

    State state() {
        return state;
    }

    boolean isUp() {
        return state == State.UP;
    }

    /** Whether it has worked once. */
    boolean hasBeenUp() {
        return everUp;
    }

    /** Nanoseconds that the last own beat took. */
    long roundtripNanos() {
        return roundtrip;
    }

    /** Every wanted channel is confirmed. */
    synchronized void connected() {
        connection = new Connection(true, connection.number() + 1, null);
    }

    /** Messages may be missing until it is connected again. */
    synchronized void disconnected(@Nullable Throwable cause) {
        connection = new Connection(false, connection.number() + 1, cause);
    }

    /**
     * Looks at what the bus has told, and at the time.
     *
     * @return whether there is a new connection, on which nothing has been said yet
     */
    boolean look() {
        Connection now = connection;
        boolean fresh = now.number() != seen.number() && now.stands();
        if (now.number() != seen.number()) {
            // Where both have come since the last look, the connection was lost all the same.
            interrupted |= seen.number() > 0 && !(seen.number() + 1 == now.number() && !seen.stands());
            interrupted |= !now.stands();
            returned = false;
            quietSince = runtime.now();
            seen = now;
        }
        boolean quiet = runtime.now() - quietSince > DEAF_NANOS;
        if (!now.stands()) {
            if (now.number() > 0 || quiet) {
                change(State.DOWN, now.cause());
            }
        } else if (quiet) {
            change(State.DEAF, null);
        } else if (returned) {
            change(State.UP, null);
        }
        return fresh;
    }

    /** A beat is about to be sent. */
    void beat() {
        sentAt = runtime.now();
    }

    /**
     * An own beat has come back.
     *
     * @return whether it is newer than those before, so that it shows that the bus works
     */
    boolean returned(long number) {
        if (number <= lastReturned || !seen.stands()) {
            return false;
        }
        lastReturned = number;
        returned = true;
        everUp = true;
        quietSince = runtime.now();
        roundtrip = quietSince - sentAt;
        look();
        return true;
    }

    /** Whether messages may have been missing since this was last asked. */
    boolean takeInterrupted() {
        boolean was = interrupted;
        interrupted = false;
        return was;
    }

    private void change(State next, @Nullable Throwable cause) {
        if (next == told) {
            return;
        }
        boolean first = told == null;
        state = next;
        told = next;
        switch (next) {
            case UP -> LOG.log(first ? Level.INFO : Level.WARNING, "the bus at {0} works", where);
            case DEAF ->
                LOG.log(
                        Level.WARNING,
                        "the bus at {0} is connected, yet nothing comes back: other nodes are not heard",
                        where);
            case DOWN ->
                LOG.log(
                        Level.WARNING,
                        "the bus at {0} is not reached{1}",
                        where,
                        cause == null ? "" : ": " + Printable.of(String.valueOf(cause.getMessage())));
        }
    }
}
