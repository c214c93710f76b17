package org.garuda.channels.standalone.internal.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelEvent;
import org.jspecify.annotations.Nullable;

/** A broadcaster that can be handed out before its server starts; from then on it is the engine's. */
public final class EarlyBroadcaster implements ChannelBroadcaster {

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
    public void broadcast(ChannelEvent event) {
        engines().broadcast(event);
    }

    @Override
    public void broadcastFrom(ChannelClient sender, ChannelEvent event) {
        engines().broadcastFrom(sender, event);
    }

    @Override
    public void localBroadcast(ChannelEvent event) {
        engines().localBroadcast(event);
    }

    @Override
    public void disconnect(String id) {
        engines().disconnect(id);
    }

    @Override
    public void disconnect(String id, Duration keepOut) {
        engines().disconnect(id, keepOut);
    }

    @Override
    public boolean isReady() {
        ChannelBroadcaster there = engines;
        return there != null && there.isReady();
    }

    @Override
    public int connectedClients() {
        return engines().connectedClients();
    }

    @Override
    public int subscribers(String topic) {
        return engines().subscribers(topic);
    }

    @Override
    public Flow.Publisher<ChannelEvent> events() {
        return subscriber -> {
            Objects.requireNonNull(subscriber, "the subscriber must not be null");
            if (!waits(subscriber)) {
                engines().events().subscribe(subscriber);
            }
        };
    }

    private synchronized boolean waits(Flow.Subscriber<? super ChannelEvent> subscriber) {
        return engines == null && waiting.add(subscriber);
    }

    private ChannelBroadcaster engines() {
        ChannelBroadcaster broadcaster = engines;
        if (broadcaster == null) {
            throw new IllegalStateException("the server of this broadcaster has not been started yet");
        }
        return broadcaster;
    }
}
