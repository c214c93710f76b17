package org.garuda.channels.core.internal.connection;

import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.core.internal.channel.Attributes;
import org.garuda.channels.core.internal.logging.Printable;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.registry.ConnectionRegistry;
import org.garuda.channels.core.internal.topic.ConnectionIndex;

/** A client as the application sees it, connected or not. Safe for use by any thread. */
final class Client implements ChannelClient, ConnectionRegistry.Owned {

    /** The connection of a client, as far as the application has a say in it. */
    interface Control {

        boolean isConnected();

        /** The topics that it has joined. */
        Set<String> topics();

        void end(CloseReason reason);

        /** Whether these are the connections of its node. */
        boolean belongsTo(ConnectionIndex connections);
    }

    private final ConnectionInfo info;
    private final Identity identity;
    private final Control connection;
    private final Attributes attributes = new Attributes();

    Client(ConnectionInfo info, Identity identity, Control connection) {
        this.info = info;
        this.identity = identity;
        this.connection = connection;
    }

    @Override
    public Optional<String> id() {
        return identity.id();
    }

    @Override
    public void disconnect() {
        connection.end(CloseReason.DISCONNECTED);
    }

    @Override
    public boolean isConnected() {
        return connection.isConnected();
    }

    @Override
    public Optional<Principal> principal() {
        return Optional.ofNullable(info.principal());
    }

    @Override
    public boolean isUserInRole(String role) {
        return identity.isInRole(role);
    }

    @Override
    public Optional<String> remoteAddress() {
        return Optional.ofNullable(info.remoteAddress());
    }

    @Override
    public Map<String, Object> attributes() {
        return attributes.values();
    }

    @Override
    public Set<String> topics() {
        return connection.topics();
    }

    @Override
    public boolean belongsTo(ConnectionIndex connections) {
        return connection.belongsTo(connections);
    }

    /** Its id and its address, as far as there are, fit to be printed. */
    String describe() {
        return identity.id().map(id -> Printable.of(id) + " ").orElse("")
                + (info.remoteAddress() == null ? "" : "from " + Printable.of(info.remoteAddress()));
    }

    @Override
    public String toString() {
        return "ChannelClient[" + describe().trim() + "]";
    }
}
