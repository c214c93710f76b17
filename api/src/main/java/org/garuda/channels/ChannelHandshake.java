package org.garuda.channels;

import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A client that wants to connect: what its HTTP request says, and what becomes of it. Handed to {@link
 * ChannelHandler#connect}, and valid only until the last handler has been asked: later every method but {@link
 * #client()} throws {@link IllegalStateException}. What is needed later goes into the {@linkplain #attributes()
 * attributes}. Of the request itself only the principal and the address are kept, since queries and headers hold
 * secrets, and much room where there are many clients.
 *
 * <p>May be used by other threads too while {@link ChannelHandler#connect} waits for them, except {@link #session()}.
 * No method but that one blocks. Whether the client itself is still there is not known before it is let in; if it has
 * gone, what is said here has no effect.
 *
 * <p>Implemented by the library only; methods may be added.
 */
public interface ChannelHandshake {

    /**
     * The client, as later callbacks see it. It may be kept.
     *
     * @return the client
     */
    ChannelClient client();

    /**
     * Gives the client an identity, by which {@link ChannelBroadcaster#disconnect(String)} finds all connections of,
     * say, one user. It stands for as long as the client is connected; if several handlers give one, the last counts.
     *
     * @param id any string, such as {@code "users_socket:42"}
     * @throws IllegalStateException when the client is no longer connecting
     */
    void identify(String id);

    /**
     * Turns the client away with HTTP status 403 and an empty body. The other handlers are not asked any more.
     *
     * @throws IllegalStateException when the client is no longer connecting; use {@link ChannelClient#disconnect()}
     *     then
     */
    void refuse();

    /**
     * Turns the client away with an HTTP status of your choice and an empty body. A client that polls is told 403, and
     * 503 for a status from 500 on, as phoenix.js knows no others there.
     *
     * @param status from 400 to 599, such as 401 or 429
     * @throws IllegalArgumentException when the status is outside that range
     * @throws IllegalStateException when the client is no longer connecting; use {@link ChannelClient#disconnect()}
     *     then
     */
    void refuse(int status);

    /**
     * Turns the client away with an HTTP status of your choice, and tells it why. Browsers show the text to the
     * developer, never to the page; a client that polls is not told it.
     *
     * @param status from 400 to 599, such as 401 or 429
     * @param reason plain text, which becomes the body of the answer; what goes beyond 1,000 characters is cut off
     * @throws IllegalArgumentException when the status is outside that range
     * @throws IllegalStateException when the client is no longer connecting; use {@link ChannelClient#disconnect()}
     *     then
     */
    void refuse(int status, String reason);

    /**
     * Whether the client's user has a role; see {@link ChannelClient#isUserInRole}.
     *
     * @param role its name; {@code **} stands for everybody who has logged in
     * @return true if the user has the role, or was {@linkplain #grant granted} it
     * @throws IllegalStateException when the client is no longer connecting
     */
    boolean isUserInRole(String role);

    /**
     * Gives the client a role that its container does not know of, such as one that its token names: the way to roles
     * on a server without logins. It counts for {@link ChannelClient#isUserInRole} and for {@code @RolesAllowed} until
     * the client is gone, and in {@link ChannelHandler#connect} for the handlers that are asked next.
     *
     * @param role its name
     * @throws IllegalStateException when the client is no longer connecting
     */
    void grant(String role);

    /**
     * What the application keeps with the client: the map of {@link ChannelClient#attributes()}. Safe for use by
     * several threads; takes no null.
     *
     * @return a live, modifiable map
     * @throws IllegalStateException when the client is no longer connecting
     */
    Map<String, Object> attributes();

    /**
     * The query parameters, decoded. Of a repeated parameter the last value counts, as in Phoenix.
     *
     * @return an unmodifiable map
     * @throws IllegalStateException when the client is no longer connecting
     */
    Map<String, String> parameters();

    /**
     * One query parameter.
     *
     * @param name its name
     * @return the value, or empty if it was not given
     * @throws IllegalStateException when the client is no longer connecting
     */
    default Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters().get(Objects.requireNonNull(name, "the name must not be null")));
    }

    /**
     * The HTTP headers; names are looked up without regard to case.
     *
     * @return an unmodifiable map
     * @throws IllegalStateException when the client is no longer connecting
     */
    Map<String, List<String>> headers();

    /**
     * The first value of an HTTP header.
     *
     * @param name its name, in any case
     * @return the value, or empty if the header was not sent
     * @throws IllegalStateException when the client is no longer connecting
     */
    default Optional<String> header(String name) {
        List<String> values = headers().get(Objects.requireNonNull(name, "the name must not be null"));
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /**
     * The user that the container has authenticated.
     *
     * @return the principal, or empty where nobody has logged in or the server has no logins
     * @throws IllegalStateException when the client is no longer connecting
     */
    Optional<Principal> principal();

    /**
     * The address the connection came from; behind a proxy that the server does not know, the proxy's.
     *
     * @return an IP address in text form, or empty if the server does not tell
     * @throws IllegalStateException when the client is no longer connecting
     */
    Optional<String> remoteAddress();

    /**
     * The attributes of the HTTP session that the request belongs to, as the container has them at this moment; a
     * session is never begun for it. To be called on the thread of {@link ChannelHandler#connect}; blocks for as long
     * as the container takes. Sessions come by cookies, which browsers send for every page: with origins from anywhere,
     * foreign pages act for the user.
     *
     * @return a copy; empty where there is no session, or the server has none, as the standalone one
     * @throws IllegalStateException when the client is no longer connecting
     */
    Map<String, Object> session();

    /**
     * The token that phoenix.js sends as {@code authToken}: taken from the WebSocket subprotocol, or from the
     * long-polling header. It is what the client claims, and to be checked.
     *
     * @return the token as text, or empty if none was sent
     * @throws IllegalStateException when the token is no UTF-8 text (see {@link #authTokenBytes()}), or the client is
     *     no longer connecting
     */
    Optional<String> authToken();

    /**
     * The token of {@link #authToken()} as bytes.
     *
     * @return a copy of the token's bytes, or empty if none was sent
     * @throws IllegalStateException when the client is no longer connecting
     */
    Optional<byte[]> authTokenBytes();
}
