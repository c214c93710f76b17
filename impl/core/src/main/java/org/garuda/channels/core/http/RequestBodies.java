package org.garuda.channels.core.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.garuda.channels.core.engine.ChannelEngine;
import org.garuda.channels.core.engine.Counter;

/** The bodies that are being gathered, whose time the engine's sweep keeps. Safe for use by any thread. */
public final class RequestBodies {

    private final ChannelEngine engine;
    private final Set<RequestBody> unfinished = ConcurrentHashMap.newKeySet();

    /** Watches until the engine stops. */
    public RequestBodies(ChannelEngine engine) {
        this.engine = engine;
        engine.onSweep(this::sweep);
    }

    /**
     * Begins a body.
     *
     * @param limit in bytes
     * @param announced how long it is going to be, or a negative number when that is not known
     * @param refused called once at most, on any thread and under no lock, when the body is not waited for any more; must
     *     not block
     */
    public RequestBody begin(int limit, long announced, Consumer<BodyProblem> refused) {
        RequestBody body = new RequestBody(this, engine, limit, announced, refused);
        unfinished.add(body);
        return body;
    }

    /** How many there are now. */
    public int unfinished() {
        return unfinished.size();
    }

    void forget(RequestBody body) {
        unfinished.remove(body);
    }

    void count(BodyProblem problem) {
        switch (problem) {
            case TOO_BIG -> engine.counters().count(Counter.REQUEST_BODIES_TOO_BIG);
            case OVERDUE -> engine.counters().count(Counter.REQUEST_BODIES_OVERDUE);
            case EVICTED -> {
                // The budget counts what it evicts.
            }
        }
    }

    private void sweep() {
        long now = engine.now();
        engine.each("the sweep at one body", unfinished, body -> body.sweep(now));
    }
}
