package org.garuda.channels;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One connected client: what Phoenix calls a socket. It may have joined many topics.
 *
 * <p>Everything about the HTTP request was copied when the client connected and never changes. A client object is safe
 * to keep and to use from any thread. Once the client is gone, the methods that act on it do nothing and the others go
 * on answering what they last knew.
 */
public interface ChannelClient {

    /**
     * The identity given with {@link #identify(String)}.
     *
     * @return the id, or empty if the client was not identified
     */
    Optional<String> id();

    /**
     * Gives the client an identity, by which {@link ChannelBroadcaster#disconnect(String)} finds all connections of,
     * say, one user.
     *
     * @param id any string, such as {@code "users_socket:42"}
     * @throws IllegalStateException when the client is no longer connecting
     */
    void identify(String id);

    /**
     * Turns the client away with HTTP status 403 and an empty body. The other handlers are not asked any more.
     *
     * @throws IllegalStateException when the client is no longer connecting; use {@link #disconnect()} then
     */
    void refuse();

    /**
     * Turns the client away with an HTTP status of your choice and an empty body.
     *
     * @param status from 400 to 599, such as 401 or 429
     * @throws IllegalArgumentException when the status is outside that range
     * @throws IllegalStateException when the client is no longer connecting; use {@link #disconnect()} then
     */
    void refuse(int status);

    /**
     * Closes the connection with code 1001, after which phoenix.js connects again. Never blocks; does nothing when the
     * client is gone.
     */
    void disconnect();

    /**
     * Whether the client is connected at this moment.
     *
     * @return true from the end of {@link ChannelHandler#connect} until the connection ends
     */
    boolean isConnected();

    /**
     * The query parameters of the connection, decoded. Of a repeated parameter the last value counts, as in Phoenix.
     *
     * @return an unmodifiable map
     */
    Map<String, String> parameters();

    /**
     * One query parameter of the connection.
     *
     * @param name its name
     * @return the value, or empty if it was not given
     */
    default Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters().get(Objects.requireNonNull(name, "the name must not be null")));
    }

    /**
     * The HTTP headers of the connection; names are looked up without regard to case.
     *
     * @return an unmodifiable map
     */
    Map<String, List<String>> headers();

    /**
     * The first value of an HTTP header.
     *
     * @param name its name, in any case
     * @return the value, or empty if the header was not sent
     */
    default Optional<String> header(String name) {
        List<String> values = headers().get(Objects.requireNonNull(name, "the name must not be null"));
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /**
     * The user that the container had authenticated when the client connected.
     *
     * @return the principal, or empty where nobody had logged in or the server has no logins
     */
    Optional<Principal> principal();

    /**
     * Whether the client's user has a role: one that the container knew of when the client connected, or one that the
     * application {@linkplain #grant granted}. The container is asked once, at the handshake, about the roles that the
     * socket's handlers name in {@code @RolesAllowed} and {@code @DeclareRoles}; of any other role it is not known that
     * the user has it. Never blocks; goes on answering when the client is gone.
     *
     * @param role its name; {@code **} stands for everybody who has logged in
     * @return true if the user has the role; where nobody had logged in, or the server has no logins, only for roles
     *     that were granted
     */
    boolean isUserInRole(String role);

    /**
     * Gives the client a role that its container does not know of, such as one that its token names: the way to roles
     * on a server without logins. It counts for {@link #isUserInRole} and for {@code @RolesAllowed} until the client is
     * gone, and in {@link ChannelHandler#connect} for the handlers that are asked next.
     *
     * @param role its name
     * @throws IllegalStateException when the client is no longer connecting
     */
    void grant(String role);

    /**
     * The address the connection came from; behind a proxy, the proxy's.
     *
     * @return an IP address in text form, or empty if the server does not tell
     */
    Optional<String> remoteAddress();

    /**
     * The token that phoenix.js sends as {@code authToken}: taken from the WebSocket subprotocol, or from the
     * long-polling header. It is what the client claims: check it in {@link ChannelHandler#connect}.
     *
     * @return the token as text, or empty if none was sent
     * @throws IllegalStateException when the token is no UTF-8 text; see {@link #authTokenBytes()}
     */
    Optional<String> authToken();

    /**
     * The token of {@link #authToken()} as bytes.
     *
     * @return a copy of the token's bytes, or empty if none was sent
     */
    Optional<byte[]> authTokenBytes();

    /**
     * What the application keeps with this client. Safe for use by several threads; takes no null.
     *
     * @return a live, modifiable map
     */
    Map<String, Object> attributes();

    /**
     * The topics that the client has joined at this moment.
     *
     * @return a copy
     */
    Set<String> topics();
}
