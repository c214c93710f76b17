package org.garuda.channels.jakarta.internal.cdi;

import jakarta.enterprise.context.RequestScoped;
import org.garuda.channels.ChannelClient;
import org.jspecify.annotations.Nullable;

/** Knows, within one callback, for which client it runs. */
@RequestScoped
public class CallScope {

    private @Nullable ChannelClient client;

    /** Made by the container. */
    public CallScope() {}

    /** The client of the running callback, or null outside of callbacks. */
    @Nullable
    ChannelClient client() {
        return client;
    }

    /**
     * Sets the client. A callback may run within a request that goes on after it, so whoever sets a client puts the one
     * before back.
     *
     * @return the client before, or null
     */
    @Nullable
    ChannelClient change(@Nullable ChannelClient current) {
        ChannelClient before = client;
        client = current;
        return before;
    }
}
