package org.garuda.channels.core.internal.handshake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelHandshake;
import org.garuda.channels.core.internal.connection.Connection;
import org.garuda.channels.core.internal.connection.Identity;
import org.jspecify.annotations.Nullable;

/** A client that connects, as its handlers see it until all of them have been asked. Safe for use by any thread. */
final class ClientHandshake implements ChannelHandshake {

    private static final int FORBIDDEN = 403;

    private final HandshakeRequest request;
    private final Map<String, String> parameters;
    private final byte @Nullable [] token;
    private final ChannelClient client;
    private final Identity identity;

    ClientHandshake(
            HandshakeRequest request, Map<String, String> parameters, byte @Nullable [] token, Connection connection) {
        this.request = request;
        this.parameters = parameters;
        this.token = token;
        this.client = connection.client();
        this.identity = connection.identity();
    }

    @Override
    public ChannelClient client() {
        return client;
    }

    @Override
    public void identify(String id) {
        identity.identify(id);
    }

    @Override
    public void refuse() {
        refuse(FORBIDDEN);
    }

    @Override
    public void refuse(int status) {
        refuse(status, "");
    }

    @Override
    public void refuse(int status, String reason) {
        identity.refuse(status, reason);
    }

    @Override
    public boolean isUserInRole(String role) {
        identity.requireUnsettled();
        return identity.isInRole(role);
    }

    @Override
    public void grant(String role) {
        identity.grant(role);
    }

    @Override
    public Map<String, Object> attributes() {
        identity.requireUnsettled();
        return client.attributes();
    }

    @Override
    public Map<String, String> parameters() {
        identity.requireUnsettled();
        return parameters;
    }

    @Override
    public Map<String, List<String>> headers() {
        identity.requireUnsettled();
        return request.headers();
    }

    @Override
    public Optional<Principal> principal() {
        identity.requireUnsettled();
        return client.principal();
    }

    @Override
    public Optional<String> remoteAddress() {
        identity.requireUnsettled();
        return client.remoteAddress();
    }

    @Override
    public Map<String, Object> session() {
        identity.requireUnsettled();
        return Map.copyOf(request.session().get());
    }

    @Override
    public Optional<String> authToken() {
        return authTokenBytes().map(bytes -> {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException e) {
                throw new IllegalStateException("the auth token is no UTF-8 text; use authTokenBytes()", e);
            }
        });
    }

    @Override
    public Optional<byte[]> authTokenBytes() {
        identity.requireUnsettled();
        return token == null ? Optional.empty() : Optional.of(token.clone());
    }

    @Override
    public String toString() {
        return "ChannelHandshake of " + client;
    }
}
