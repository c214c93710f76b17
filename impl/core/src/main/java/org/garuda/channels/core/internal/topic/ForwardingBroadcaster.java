package org.garuda.channels.core.internal.topic;

import java.time.Duration;
import java.util.concurrent.Flow;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelEvent;

/** A broadcaster that hands everything on to another one, which is asked for at each call. */
public abstract class ForwardingBroadcaster implements ChannelBroadcaster {

    /** Made by its subclasses. */
    protected ForwardingBroadcaster() {}

    /** Whom all goes to. */
    protected abstract ChannelBroadcaster target();

    @Override
    public void broadcast(ChannelEvent event) {
        target().broadcast(event);
    }

    @Override
    public void broadcastFrom(ChannelClient sender, ChannelEvent event) {
        target().broadcastFrom(sender, event);
    }

    @Override
    public void localBroadcast(ChannelEvent event) {
        target().localBroadcast(event);
    }

    @Override
    public void disconnect(String id) {
        target().disconnect(id);
    }

    @Override
    public void disconnect(String id, Duration keepOut) {
        target().disconnect(id, keepOut);
    }

    @Override
    public boolean isReady() {
        return target().isReady();
    }

    @Override
    public int connectedClients() {
        return target().connectedClients();
    }

    @Override
    public int subscribers(String topic) {
        return target().subscribers(topic);
    }

    @Override
    public Flow.Publisher<ChannelEvent> events() {
        return target().events();
    }
}
