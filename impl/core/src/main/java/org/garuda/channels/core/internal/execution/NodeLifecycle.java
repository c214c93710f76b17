package org.garuda.channels.core.internal.execution;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The moments of a node's life that its parts follow: each turn of the sweep, and the stop. The engine alone brings
 * them about. Safe for use by any thread; what one listener throws keeps no other from being told.
 */
public final class NodeLifecycle {

    private final FaultBarrier faults;
    private final List<Runnable> sweepListeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> stopListeners = new CopyOnWriteArrayList<>();
    private volatile boolean stopped;

    /** The life of a node that has not begun to stop. */
    public NodeLifecycle(FaultBarrier faults) {
        this.faults = faults;
    }

    /** Has something done at each turn of the sweep, four times a second. It must not block. */
    public void onSweep(Runnable listener) {
        sweepListeners.add(listener);
    }

    /** Has something done when the node stops, before the first client is closed. It must not block. */
    public void onStop(Runnable listener) {
        stopListeners.add(listener);
    }

    /** Whether the node stops, or has stopped: nobody new is let in. */
    public boolean isStopped() {
        return stopped;
    }

    /** The stop begins; called by the engine. */
    public void stop() {
        stopped = true;
    }

    /** The clients are about to be closed; called by the engine. */
    public void tellStop() {
        faults.forEach("a listener of the stop", stopListeners, Runnable::run);
    }

    /** A turn of the sweep; called by the engine. */
    public void tellSweep() {
        faults.forEach("a listener of the sweep", sweepListeners, Runnable::run);
    }
}
