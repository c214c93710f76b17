package org.garuda.channels.core.internal.connection;

import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.queue.Outbox;
import org.jspecify.annotations.Nullable;

/**
 * A connection's transport, which comes when the connection stands. What it throws harms nobody who calls it: the
 * client is given up. Safe for use by any thread.
 */
final class TransportLink {

    private static final System.Logger LOG = System.getLogger(TransportLink.class.getName());

    private final NodeRuntime runtime;
    private final Supplier<String> client;
    private final Consumer<CloseReason> end;
    private volatile @Nullable Transport transport;

    /**
     * @param client describes it for the log
     * @param end ends it when its transport has failed
     */
    TransportLink(NodeRuntime runtime, Supplier<String> client, Consumer<CloseReason> end) {
        this.runtime = runtime;
        this.client = client;
        this.end = end;
    }

    void open(Transport newTransport) {
        transport = newTransport;
    }

    void wake() {
        tell(Transport::wake);
    }

    void flushNow() {
        tell(Transport::flushNow);
    }

    private void tell(Consumer<Transport> word) {
        Transport current = transport;
        if (current != null) {
            try {
                word.accept(current);
            } catch (RuntimeException | Error e) {
                // Whoever wakes has other clients to serve, or a handler to return to.
                runtime.log().log(
                        LOG,
                        Level.WARNING,
                        "connections that failed",
                        () -> "the connection of client " + client.get() + " failed; the client is given up",
                        e);
                end.accept(CloseReason.GONE);
                abortElsewhere(CloseReason.GONE);
            }
        }
    }

    /** Closes the connection: when all that waits has been written, or now and without what waits. */
    void close(Outbox outbox, CloseReason reason) {
        switch (reason) {
            case GONE -> outbox.discard(reason);
            case SLOW -> {
                outbox.discard(reason);
                abortElsewhere(reason);
            }
            default -> outbox.finish(reason);
        }
    }

    /** Cuts the connection, on another thread. */
    void abortElsewhere(CloseReason reason) {
        runtime.executor().execute(() -> abort(reason));
    }

    /** Cuts the connection; may block. */
    void abort(CloseReason reason) {
        Transport current = transport;
        if (current != null) {
            try {
                current.abort(reason);
            } catch (RuntimeException | Error e) {
                runtime.log().log(
                        LOG,
                        Level.WARNING,
                        "connections that did not let themselves be cut",
                        () -> "the connection of client " + client.get() + " did not let itself be cut",
                        e);
            }
        }
    }
}
