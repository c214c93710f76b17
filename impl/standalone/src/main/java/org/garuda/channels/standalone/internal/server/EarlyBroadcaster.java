package org.garuda.channels.standalone.internal.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.core.internal.topic.ForwardingBroadcaster;
import org.jspecify.annotations.Nullable;

/** A broadcaster that can be handed out before its server starts; from then on it is the engine's. */
public final class EarlyBroadcaster extends ForwardingBroadcaster {

    @GuardedBy("this")
    private final List<Flow.Subscriber<? super ChannelEvent>> waiting = new ArrayList<>();

    private volatile @Nullable ChannelBroadcaster engines;

    /** The engine stands; no client has come yet. */
    public void attach(ChannelBroadcaster broadcaster) {
        List<Flow.Subscriber<? super ChannelEvent>> early;
        synchronized (this) {
            engines = broadcaster;
            early = List.copyOf(waiting);
            waiting.clear();
        }
        early.forEach(broadcaster.events()::subscribe);
    }

    @Override
    public boolean isReady() {
        ChannelBroadcaster there = engines;
        return there != null && there.isReady();
    }

    @Override
    public Flow.Publisher<ChannelEvent> events() {
        return subscriber -> {
            Objects.requireNonNull(subscriber, "the subscriber must not be null");
            if (!waits(subscriber)) {
                target().events().subscribe(subscriber);
            }
        };
    }

    private synchronized boolean waits(Flow.Subscriber<? super ChannelEvent> subscriber) {
        return engines == null && waiting.add(subscriber);
    }

    @Override
    protected ChannelBroadcaster target() {
        ChannelBroadcaster broadcaster = engines;
        if (broadcaster == null) {
            throw new IllegalStateException("the server of this broadcaster has not been started yet");
        }
        return broadcaster;
    }
}
