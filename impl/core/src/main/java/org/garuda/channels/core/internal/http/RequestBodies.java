package org.garuda.channels.core.internal.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.garuda.channels.core.internal.execution.NodeLifecycle;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.queue.ByteBudget;

/** The bodies that are being gathered, whose time the engine's sweep keeps. Safe for use by any thread. */
public final class RequestBodies {

    private final NodeRuntime runtime;
    private final ByteBudget budget;
    private final Registry registry = new Registry();
    private final Set<RequestBody> unfinished = ConcurrentHashMap.newKeySet();

    /**
     * Watches until the node stops.
     *
     * @param budget what the bodies may hold together
     */
    public RequestBodies(NodeRuntime runtime, NodeLifecycle lifecycle, ByteBudget budget) {
        this.runtime = runtime;
        this.budget = budget;
        lifecycle.onSweep(this::sweep);
    }

    /**
     * Begins a body.
     *
     * @param limit in bytes
     * @param announced how long it is going to be, or a negative number when that is not known
     * @param refused called once at most, on any thread and under no lock, when the body is not waited for any more;
     *     must not block
     */
    public RequestBody begin(int limit, long announced, Consumer<BodyProblem> refused) {
        RequestBody body = new RequestBody(registry, limit, announced, refused);
        unfinished.add(body);
        return body;
    }

    /** How many there are now. */
    public int unfinished() {
        return unfinished.size();
    }

    private void sweep() {
        long now = runtime.now();
        runtime.faults().forEach("the sweep at one body", unfinished, body -> body.sweep(now));
    }

    private final class Registry implements RequestBody.Registry {
        @Override
        public ByteBudget budget() {
            return budget;
        }

        @Override
        public long now() {
            return runtime.now();
        }

        @Override
        public void forget(RequestBody body) {
            unfinished.remove(body);
        }

        @Override
        public void count(BodyProblem problem) {
            switch (problem) {
                case TOO_BIG -> runtime.counters().count(Counter.REQUEST_BODIES_TOO_BIG);
                case OVERDUE -> runtime.counters().count(Counter.REQUEST_BODIES_OVERDUE);
                case EVICTED -> {
                    // The budget counts what it evicts.
                }
            }
        }
    }
}
