package org.garuda.channels.core.internal.handshake;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.garuda.channels.config.Proxies;
import org.jspecify.annotations.Nullable;

/**
 * Finds the client behind trusted proxies. Each proxy appends whom it heard to what it was sent, so the steps are read
 * from the right, from proxy to trusted proxy: the first address that is no trusted proxy's is the client's, and what
 * stands left of it may be invented. Safe for use by any thread.
 */
public final class Forwarding {

    /** An address with or without a port, IPv6 in brackets where it has one; or a word in place of the address. */
    private static final Pattern NODE =
            Pattern.compile("(?:([0-9.]+)|\\[([0-9A-Fa-f:.]+)])(?::(?:[0-9]{1,5}|_[\\w.-]+))?"
                    + "|([0-9A-Fa-f:.]+)|([Uu][Nn][Kk][Nn][Oo][Ww][Nn]|_[\\w.-]+)");

    private static final Pattern HOST = Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?");
    private static final Set<String> PLAIN = Set.of("http", "ws");
    private static final Set<String> SECURE = Set.of("https", "wss");

    private final Proxies proxies;

    /**
     * For requests that may come through proxies.
     *
     * @param proxies those that are believed
     */
    public Forwarding(Proxies proxies) {
        this.proxies = proxies;
    }

    /**
     * How the client asked.
     *
     * @param address the client's, or that of the last trusted proxy where that one keeps the client's to itself
     * @param secure whether the client came over TLS, or null if nothing is said
     * @param host the host that the client asked for, with its port, or null if nothing is said
     */
    public record Seen(
            String address,
            @Nullable Boolean secure,
            @Nullable String host) {}

    /** How many of the steps, from the right, were told by trusted proxies, and where they lead. */
    private record Way(int believed, String address) {}

    /**
     * How a request was sent, as far as trusted proxies tell.
     *
     * @param peer the address that the connection comes from
     * @param headers gives the lines of a header, none if it was not sent
     * @return null when the peer is no trusted proxy, or says nothing
     * @throws MalformedForwardingException when it is one, and what it says cannot be understood
     */
    public @Nullable Seen look(String peer, Function<String, List<String>> headers)
            throws MalformedForwardingException {
        InetAddress from = Proxies.address(peer.split("%", 2)[0]);
        if (from == null || !proxies.trusts(from)) {
            return null;
        }
        List<String> forwarded = headers.apply("Forwarded");
        List<String> addresses = values(headers.apply("X-Forwarded-For"));
        List<String> schemes = values(headers.apply("X-Forwarded-Proto"));
        List<String> hosts = values(headers.apply("X-Forwarded-Host"));
        if (addresses.isEmpty() && schemes.isEmpty() && hosts.isEmpty()) {
            return forwarded.isEmpty() ? null : standard(from, forwarded);
        }
        if (!forwarded.isEmpty()) {
            // A proxy that writes one kind lets the other through as the client wrote it, and nobody can tell which.
            throw new MalformedForwardingException("it passes on both Forwarded and X-Forwarded-… headers;"
                    + " have the proxy delete the kind that it does not write");
        }
        Way way = walk(from, addresses);
        return new Seen(way.address(), secure(told(schemes, way)), host(told(hosts, way)));
    }

    private Seen standard(InetAddress from, List<String> lines) throws MalformedForwardingException {
        List<Map<String, String>> steps = new ArrayList<>();
        for (String line : lines) {
            steps.addAll(ForwardedHeader.parse(line));
        }
        Way way = walk(
                from,
                steps.stream().map(step -> step.getOrDefault("for", "unknown")).toList());
        List<Map<String, String>> believed = steps.subList(steps.size() - way.believed(), steps.size());
        return new Seen(way.address(), secure(nearest(believed, "proto")), host(nearest(believed, "host")));
    }

    /** What the proxy says that is nearest to the client, of those that say anything. */
    private static @Nullable String nearest(List<Map<String, String>> believed, String name) {
        return believed.stream()
                .map(step -> step.get(name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Proxies either append to this list as to that of the addresses, or pass on what the first one has put there. */
    private static @Nullable String told(List<String> values, Way way) {
        return values.isEmpty() ? null : values.get(Math.max(0, values.size() - Math.max(1, way.believed())));
    }

    private Way walk(InetAddress from, List<String> nodes) throws MalformedForwardingException {
        InetAddress at = from;
        int believed = 0;
        while (believed < nodes.size() && proxies.trusts(at)) {
            InetAddress next = node(nodes.get(nodes.size() - 1 - believed));
            believed++;
            if (next == null) {
                break; // Nobody knows where the way goes on.
            }
            at = next;
        }
        return new Way(believed, at.getHostAddress());
    }

    /** The address of a node, or null when its proxy does not tell. */
    private static @Nullable InetAddress node(String text) throws MalformedForwardingException {
        Matcher node = NODE.matcher(text);
        if (node.matches()) {
            if (node.group(4) != null) {
                return null;
            }
            for (int form = 1; form <= 3; form++) {
                InetAddress address = node.group(form) == null ? null : Proxies.address(node.group(form));
                if (address != null) {
                    return address;
                }
            }
        }
        throw new MalformedForwardingException("the address that it names as the one it heard is none");
    }

    private static @Nullable Boolean secure(@Nullable String scheme) throws MalformedForwardingException {
        if (scheme == null) {
            return null;
        }
        String known = scheme.toLowerCase(Locale.ROOT);
        if (!PLAIN.contains(known) && !SECURE.contains(known)) {
            throw new MalformedForwardingException("the scheme that it names is neither http nor https");
        }
        return SECURE.contains(known);
    }

    private static @Nullable String host(@Nullable String host) throws MalformedForwardingException {
        if (host != null && !HOST.matcher(host).matches()) {
            throw new MalformedForwardingException("the host that it names is none");
        }
        return host;
    }

    private static List<String> values(List<String> lines) {
        List<String> values = new ArrayList<>();
        for (String line : lines) {
            for (String value : line.split(",")) {
                if (!value.isBlank()) {
                    values.add(value.trim());
                }
            }
        }
        return Collections.unmodifiableList(values);
    }
}
