package org.garuda.channels.standalone.internal.exchange;

import java.lang.System.Logger.Level;
import org.garuda.channels.config.HttpSettings;
import org.garuda.channels.config.Timeouts;
import org.garuda.channels.core.internal.execution.NodeLifecycle;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.http.Pace;
import org.garuda.channels.core.internal.http.RequestBodies;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.queue.ByteBudget;
import org.garuda.channels.standalone.internal.flush.FlushQueues;
import org.garuda.channels.standalone.internal.http.BadRequestException;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;

/**
 * What all HTTP connections of one port share: the clock, the limits, the counters and the threads of the selectors.
 */
public final class HttpPort {

    private static final System.Logger LOG = System.getLogger(HttpPort.class.getName());

    private final NodeRuntime runtime;
    private final ByteBudget budget;
    private final FlushQueues queues;
    private final HttpSettings limits;
    private final long idleNanos;
    private final long sendNanos;
    private final boolean secure;
    private final RequestBodies bodies;
    private volatile boolean stopping;

    /**
     * @param budget of what all unfinished requests and messages of the node hold
     * @param secure whether the port speaks TLS
     */
    public HttpPort(
            NodeRuntime runtime,
            NodeLifecycle lifecycle,
            ByteBudget budget,
            FlushQueues queues,
            HttpSettings limits,
            Timeouts timeouts,
            boolean secure) {
        this.runtime = runtime;
        this.budget = budget;
        this.queues = queues;
        this.limits = limits;
        this.idleNanos = timeouts.idle().toNanos();
        this.sendNanos = timeouts.send().toNanos();
        this.secure = secure;
        this.bodies = new RequestBodies(runtime, lifecycle, budget);
        lifecycle.onStop(() -> stopping = true);
    }

    /** A request is refused before anybody has seen it. */
    void refused(BadRequestException problem, String remoteAddress) {
        runtime.counters()
                .count(
                        switch (problem.fault()) {
                            case HEAD_TOO_BIG -> Counter.REQUEST_HEADS_TOO_BIG;
                            case TOO_MANY_LINES -> Counter.REQUEST_HEADS_TOO_MANY_LINES;
                            case OVERDUE -> Counter.REQUEST_HEADS_OVERDUE;
                            case EVICTED -> Counter.REQUEST_HEADS_EVICTED;
                            case MALFORMED, UNKNOWN_CODING, UNKNOWN_EXPECTATION, UNKNOWN_VERSION ->
                                Counter.REQUESTS_MALFORMED;
                        });
        String setting = switch (problem.fault()) {
            case HEAD_TOO_BIG -> "channels.limits.head-bytes";
            case TOO_MANY_LINES -> "channels.limits.head-lines";
            default -> "";
        };
        if (setting.isEmpty()) {
            LOG.log(Level.DEBUG, "a request from {0} was refused: {1}", remoteAddress, problem.text());
        } else {
            runtime.log().log(
                    LOG,
                    Level.WARNING,
                    "requests over " + setting,
                    () -> "a request from " + remoteAddress
                            + " was answered with HTTP status 431: " + problem.text()
                            + "; if it should be let in, raise "
                            + setting);
        }
    }

    void notRead() {
        runtime.counters().count(Counter.ANSWERS_NOT_READ);
    }

    /**
     * Something of a request failed, and nothing else is to. What it was is a text of ours, since it is what is
     * counted.
     */
    void survived(String what, Throwable thrown) {
        runtime.faults().survived(what, thrown);
    }

    /** Has something done by the thread of the connection's selector; if that fails the connection ends. */
    void enqueue(TCPNIOConnection connection, FlushQueues.Work work) {
        queues.enqueue(connection, work);
    }

    long now() {
        return runtime.now();
    }

    /** A point in time, never zero. */
    long due(long from, long nanos) {
        long due = from + nanos;
        return due == 0 ? 1 : due;
    }

    long pace(long bytes) {
        return Pace.nanos(bytes);
    }

    long idleNanos() {
        return idleNanos;
    }

    long sendNanos() {
        return sendNanos;
    }

    int headBytes() {
        return limits.headBytes();
    }

    int headLines() {
        return limits.headLines();
    }

    ByteBudget budget() {
        return budget;
    }

    RequestBodies bodies() {
        return bodies;
    }

    boolean isSecure() {
        return secure;
    }

    boolean isStopping() {
        return stopping;
    }
}
