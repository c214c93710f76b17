package org.garuda.channels.core.internal.broker;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.garuda.channels.spi.BusContext;
import org.jspecify.annotations.Nullable;

/**
 * A broker's URL: {@code scheme://user:password@host:port,host:port/path?name=value#fragment}, together with the
 * settings beside it. What is wrong with it is told with an {@link IllegalArgumentException}, never with a secret in
 * it. Immutable.
 */
public final class BrokerUrl {

    /** Where the URL comes from, for messages. */
    public static final String SETTING = "channels.bus";

    /** What every URL may say behind its question mark; each is also a setting. */
    private static final Set<String> COMMON = Set.of("password-file", "ca-file", "certificate-file", "key-file");

    private static final int LAST_PORT = 65_535;

    /** A host, as it is written but for the brackets of IPv6, and a port. */
    public record Address(String host, int port) {
        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    private final URI url;
    private final BusContext context;
    private final List<Address> addresses = new ArrayList<>();
    private final Map<String, String> parameters;
    private final @Nullable String userInfo;

    private BrokerUrl(URI url, BusContext context, int defaultPort, Set<String> more) {
        this.url = url;
        this.context = context;
        String authority = url.getRawAuthority();
        if (authority == null) {
            throw problem("no address", "write " + url.getScheme() + "://host:" + defaultPort);
        }
        int at = authority.lastIndexOf('@');
        this.userInfo = at < 0 ? null : authority.substring(0, at);
        addAddresses(authority.substring(at + 1), defaultPort);
        Set<String> allowed = new TreeSet<>(COMMON);
        allowed.addAll(more);
        this.parameters = parameters(url.getRawQuery(), allowed);
    }

    /**
     * Reads it.
     *
     * @param defaultPort of an address without one
     * @param more names that may stand behind the question mark, besides those of TLS and of the password's file
     * @throws IllegalArgumentException when it cannot be used
     */
    public static BrokerUrl read(URI url, BusContext context, int defaultPort, String... more) {
        return new BrokerUrl(url, context, defaultPort, Set.of(more));
    }

    public String scheme() {
        return url.getScheme();
    }

    /** At least one. */
    public List<Address> addresses() {
        return Collections.unmodifiableList(addresses);
    }

    /** What stands behind the addresses, without its slash; empty when there is nothing. */
    public String path() {
        String path = url.getPath();
        return path == null || path.isEmpty() ? "" : path.substring(1);
    }

    /** What stands behind {@code #}; empty when there is nothing. */
    public String fragment() {
        return Optional.ofNullable(url.getFragment()).orElse("");
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** What is in the file that a parameter names. */
    public Optional<String> secretFile(String name) {
        return parameter(name).map(file -> Pem.secret(file, name));
    }

    /** The user's name of the URL, else the setting's. */
    public Optional<String> user() {
        return userInfoPart(0).or(() -> context.setting("user")).filter(user -> !user.isEmpty());
    }

    /** The password of the URL, else that in the file that it names, else the setting's. */
    public Optional<String> password() {
        return userInfoPart(1)
                .or(() -> secretFile("password-file"))
                .or(() -> context.setting("password"))
                .filter(password -> !password.isEmpty());
    }

    /** What the own CA, certificate and key of the URL or of the settings make; without them the JDK's. */
    public BrokerTls tls() {
        return BrokerTls.of(file("ca-file"), file("certificate-file"), file("key-file"));
    }

    /** The file of the own CA, for libraries that read it themselves. */
    public Optional<String> caFile() {
        return file("ca-file");
    }

    private Optional<String> file(String name) {
        return parameter(name).or(() -> context.setting(name));
    }

    /** Scheme and addresses alone. */
    @Override
    public String toString() {
        return scheme() + "://" + addresses.stream().map(Address::toString).collect(Collectors.joining(","));
    }

    /** Says what is wrong with a URL, where, and what to do. */
    public IllegalArgumentException problem(String what, String remedy) {
        String shown = addresses.isEmpty() ? scheme() + "://…" : toString();
        return new IllegalArgumentException(SETTING + " (" + shown + ") has " + what + ": " + remedy);
    }

    private Optional<String> userInfoPart(int part) {
        if (userInfo == null) {
            return Optional.empty();
        }
        String[] parts = userInfo.split(":", 2);
        return part < parts.length ? Optional.of(decoded(parts[part])) : Optional.empty();
    }

    private void addAddresses(String text, int defaultPort) {
        for (String one : text.split(",", -1)) {
            int end = one.startsWith("[") ? one.indexOf(']') : -1;
            int colon = one.indexOf(':', end + 1);
            String host = end > 0 ? one.substring(1, end) : colon < 0 ? one : one.substring(0, colon);
            String port = colon < 0 ? "" : one.substring(colon + 1);
            if (host.isBlank()) {
                throw problem(
                        "an address without a host", "write host:" + defaultPort + ", with commas between several");
            }
            addresses.add(new Address(host, port.isEmpty() ? defaultPort : port(port)));
        }
    }

    private int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 1 && port <= LAST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below, without the text: it may be a password whose @ has not been encoded.
        }
        throw problem(
                "a port that is no number from 1 to " + LAST_PORT,
                "correct it; in user and password write %3A for a colon, %40 for @, %2F for a slash");
    }

    private Map<String, String> parameters(@Nullable String query, Set<String> allowed) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String one : query == null ? new String[0] : query.split("&")) {
            String[] parts = one.split("=", 2);
            String name = decoded(parts[0]);
            if (!allowed.contains(name)) {
                throw problem("the unknown parameter " + name, "it may have " + String.join(", ", allowed));
            }
            found.put(name, parts.length < 2 ? "" : decoded(parts[1]));
        }
        return Map.copyOf(found);
    }

    /** A plus is a plus here: passwords have them, and forms are elsewhere. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
