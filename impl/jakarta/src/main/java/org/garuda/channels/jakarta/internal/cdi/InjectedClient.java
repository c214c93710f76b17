package org.garuda.channels.jakarta.internal.cdi;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.garuda.channels.ChannelClient;

/**
 * What {@code @Inject ChannelClient} gives: at each call the client whose callback runs on the calling thread. To keep
 * a client beyond the callback, take it from the callback's arguments instead.
 */
@Dependent
@Typed(ChannelClient.class)
public class InjectedClient implements ChannelClient {

    @Inject
    CdiChannels channels;

    /** Made by the container. */
    public InjectedClient() {}

    /** The client itself. */
    ChannelClient current() {
        ChannelClient client = channels.calls().client();
        if (client == null) {
            throw new ContextNotActiveException("no callback of a channel handler runs on this thread, so there is no"
                    + " current ChannelClient; take the client from the callback's arguments and hand it over");
        }
        return client;
    }

    @Override
    public Optional<String> id() {
        return current().id();
    }

    @Override
    public void disconnect() {
        current().disconnect();
    }

    @Override
    public boolean isConnected() {
        return current().isConnected();
    }

    @Override
    public Optional<Principal> principal() {
        return current().principal();
    }

    @Override
    public boolean isUserInRole(String role) {
        return current().isUserInRole(role);
    }

    @Override
    public Optional<String> remoteAddress() {
        return current().remoteAddress();
    }

    @Override
    public Map<String, Object> attributes() {
        return current().attributes();
    }

    @Override
    public Set<String> topics() {
        return current().topics();
    }
}
