package org.garuda.channels.core.internal.channel;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.core.internal.execution.FaultBarrier;

/** Tells listeners of channels that end. Safe for use by any thread. */
public final class ChannelEnds {

    private final FaultBarrier faults;
    private final List<ChannelEndListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger underWay = new AtomicInteger();

    /** Ends that no listener hears of yet. */
    public ChannelEnds(FaultBarrier faults) {
        this.faults = faults;
    }

    /** Has a listener told of each channel that ends from now on. */
    public void listen(ChannelEndListener listener) {
        listeners.add(listener);
    }

    /**
     * Whether there may be a channel that nothing reaches any more, but whose end the listeners have not been told yet.
     */
    public boolean isUnderWay() {
        return underWay.get() > 0;
    }

    /** A channel is about to end; {@link #finished} follows. */
    void begin() {
        underWay.incrementAndGet();
    }

    void tell(ChannelConn channel) {
        faults.forEach("a listener of channels' ends", listeners, listener -> listener.ended(channel));
    }

    void finished() {
        underWay.decrementAndGet();
    }
}
