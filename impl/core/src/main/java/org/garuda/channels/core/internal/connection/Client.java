package org.garuda.channels.core.internal.connection;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.core.internal.channel.Attributes;
import org.garuda.channels.core.internal.logging.Printable;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.jspecify.annotations.Nullable;

/**
 * A client as the application sees it: who it is, and what it brought. Handlers may say who it is until it is
 * {@linkplain #settle settled}. Safe for use by any thread; its lock is taken under the connection's, and nothing is
 * called under it.
 */
final class Client implements ChannelClient {

    /** The connection of a client, as far as the application has a say in it. */
    interface Control {

        boolean isConnected();

        /** The topics that it has joined. */
        Set<String> topics();

        void end(CloseReason reason);
    }

    private static final int FORBIDDEN = 403;

    private final ConnectionInfo info;
    private final Control connection;
    private final Attributes attributes = new Attributes();
    private volatile @Nullable String id;
    private volatile Set<String> roles;
    private int refusedWith;
    private boolean settled;

    Client(ConnectionInfo info, Control connection) {
        this.info = info;
        this.connection = connection;
        this.roles = info.roles();
    }

    @Override
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    @Override
    public synchronized void identify(String newId) {
        Objects.requireNonNull(newId, "the id must not be null; a client that nobody is to find needs no identify(…)");
        requireUnsettled("identify a client");
        id = newId;
    }

    @Override
    public void refuse() {
        refuse(FORBIDDEN);
    }

    @Override
    public synchronized void refuse(int status) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("a client is refused with a status from 400 to 599, not " + status);
        }
        requireUnsettled("refuse a client");
        refusedWith = status;
    }

    @Override
    public synchronized void grant(String role) {
        Objects.requireNonNull(role, "the role must not be null");
        requireUnsettled("grant a client a role");
        Set<String> more = new HashSet<>(roles);
        more.add(role);
        roles = Set.copyOf(more);
    }

    private void requireUnsettled(String action) {
        if (settled) {
            throw new IllegalStateException(
                    "one can only " + action + " while it is connecting, in ChannelHandler.connect");
        }
    }

    /**
     * What the handlers have said stands from now on.
     *
     * @return the status that one of them has refused the client with, or 0
     */
    synchronized int settle() {
        settled = true;
        return refusedWith;
    }

    /** The status that a handler has refused it with, or 0. */
    synchronized int refusedWith() {
        return refusedWith;
    }

    @Override
    public boolean isUserInRole(String role) {
        return roles.contains(Objects.requireNonNull(role, "the role must not be null"));
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
    public Set<String> topics() {
        return connection.topics();
    }

    @Override
    public Map<String, String> parameters() {
        return info.parameters();
    }

    @Override
    public Map<String, List<String>> headers() {
        return info.headers();
    }

    @Override
    public Optional<Principal> principal() {
        return Optional.ofNullable(info.principal());
    }

    @Override
    public Optional<String> remoteAddress() {
        return Optional.ofNullable(info.remoteAddress());
    }

    @Override
    public Optional<String> authToken() {
        byte[] token = info.token();
        if (token == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(token))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("the auth token is no UTF-8 text; use authTokenBytes()", e);
        }
    }

    @Override
    public Optional<byte[]> authTokenBytes() {
        byte[] token = info.token();
        return token == null ? Optional.empty() : Optional.of(token.clone());
    }

    @Override
    public Map<String, Object> attributes() {
        return attributes.values();
    }

    /** Its id and its address, as far as there are, fit to be printed. */
    String describe() {
        return (id == null ? "" : Printable.of(id) + " ")
                + (info.remoteAddress() == null ? "" : "from " + Printable.of(info.remoteAddress()));
    }

    @Override
    public String toString() {
        return "ChannelClient[" + describe().trim() + "]";
    }
}
