package org.garuda.channels.jakarta.internal.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Flow;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelEvent;

/** What {@code @Inject ChannelBroadcaster} gives: the engine's broadcaster. */
@ApplicationScoped
@Typed(ChannelBroadcaster.class)
public class InjectedBroadcaster implements ChannelBroadcaster {

    @Inject
    CdiChannels channels;

    /** Made by the container. */
    public InjectedBroadcaster() {}

    @Override
    public void broadcast(ChannelEvent event) {
        engines().broadcast(event);
    }

    @Override
    public void broadcastFrom(ChannelClient sender, ChannelEvent event) {
        // The engine tells its clients apart by identity.
        engines().broadcastFrom(sender instanceof InjectedClient injected ? injected.current() : sender, event);
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
        return engines().isReady();
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
        return engines().events();
    }

    private ChannelBroadcaster engines() {
        return channels.engine().broadcaster();
    }
}
