package org.garuda.channels.jakarta.internal.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.core.internal.topic.ForwardingBroadcaster;

/** What {@code @Inject ChannelBroadcaster} gives: the engine's broadcaster. */
@ApplicationScoped
@Typed(ChannelBroadcaster.class)
public class InjectedBroadcaster extends ForwardingBroadcaster {

    @Inject
    CdiChannels channels;

    /** Made by the container. */
    public InjectedBroadcaster() {}

    @Override
    public void broadcastFrom(ChannelClient sender, ChannelEvent event) {
        // The engine tells its clients apart by identity.
        super.broadcastFrom(sender instanceof InjectedClient injected ? injected.current() : sender, event);
    }

    @Override
    protected ChannelBroadcaster target() {
        return channels.engine().broadcaster();
    }
}
