package org.garuda.channels;

import java.security.Principal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One connected client: what Phoenix calls a socket. It may have joined many topics.
 *
 * <p>A client object is safe to keep and to use from any thread, and no method blocks. Once the client is gone, {@link
 * #disconnect()} does nothing and the other methods go on answering what they last knew. What its HTTP request said is
 * there while it connects, in the {@link ChannelHandshake}.
 *
 * <p>Implemented by the library only; methods may be added.
 */
public interface ChannelClient {

    /**
     * The identity given with {@link ChannelHandshake#identify(String)}; it never changes once the client is connected.
     *
     * @return the id, or empty if the client was not identified
     */
    Optional<String> id();

    /**
     * Closes the connection with code 1001, after which phoenix.js connects again. Does nothing when the client is
     * gone.
     */
    void disconnect();

    /**
     * Whether the client is connected at this moment.
     *
     * @return true from the end of {@link ChannelHandler#connect} until the connection ends
     */
    boolean isConnected();

    /**
     * The user that the container had authenticated when the client connected.
     *
     * @return the principal, or empty where nobody had logged in or the server has no logins
     */
    Optional<Principal> principal();

    /**
     * Whether the client's user has a role: one that the container knew of when the client connected, or one that the
     * application {@linkplain ChannelHandshake#grant granted}. The container is asked once, at the handshake, about the
     * roles that the socket's handlers name in {@code @RolesAllowed} and {@code @DeclareRoles}; of any other role it is
     * not known that the user has it.
     *
     * @param role its name; {@code **} stands for everybody who has logged in
     * @return true if the user has the role; where nobody had logged in, or the server has no logins, only for roles
     *     that were granted
     */
    boolean isUserInRole(String role);

    /**
     * The address the connection came from; behind a proxy that the server does not know, the proxy's.
     *
     * @return an IP address in text form, or empty if the server does not tell
     */
    Optional<String> remoteAddress();

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
