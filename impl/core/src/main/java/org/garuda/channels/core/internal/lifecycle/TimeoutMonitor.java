package org.garuda.channels.core.internal.lifecycle;

import java.util.concurrent.TimeUnit;
import org.garuda.channels.core.internal.connection.ConnectionServices;
import org.garuda.channels.core.internal.execution.EngineClock;
import org.garuda.channels.core.internal.execution.NodeLifecycle;
import org.garuda.channels.core.internal.execution.NodeRuntime;

/**
 * Watches every time limit with one thread that looks at all clients four times a second, instead of a timer for each
 * of them. Nothing that anybody throws ends it.
 */
final class TimeoutMonitor implements Runnable {

    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final EngineClock clock;
    private final NodeRuntime runtime;
    private final NodeLifecycle lifecycle;
    private final ConnectionServices connections;
    private final PeriodicThread thread = new PeriodicThread("channels-sweep", PERIOD_NANOS, this);

    TimeoutMonitor(EngineClock clock, NodeLifecycle lifecycle, ConnectionServices connections) {
        this.clock = clock;
        this.runtime = connections.runtime();
        this.lifecycle = lifecycle;
        this.connections = connections;
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.stop();
    }

    /** Whether its thread runs, unless it is not to. */
    boolean isAlive() {
        return thread.isAlive();
    }

    @Override
    public void run() {
        runtime.faults().run("the sweep", this::turn);
    }

    private void turn() {
        clock.tick();
        long now = runtime.now();
        runtime.faults()
                .forEach("the sweep at one client", connections.registry().members(), member -> member.checkTimes(now));
        connections.disconnects().cutOverdue(now);
        lifecycle.tellSweep();
    }
}
