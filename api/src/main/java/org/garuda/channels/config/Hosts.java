package org.garuda.channels.config;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Under which names the server may be asked, judged by the {@code Host} header; ports do not count. A page that has its
 * own name lead to this server for a moment (DNS rebinding) counts as a page of the same host, yet its requests still
 * say that name: whoever serves only under known names shuts such pages out by listing them. Worth it wherever a
 * browser can reach what others cannot, such as a server on 127.0.0.1 or in a private network. Immutable.
 */
public final class Hosts {

    private static final String BELOW = "*.";

    private final @Nullable List<String> names;

    private Hosts(@Nullable List<String> names) {
        this.names = names;
    }

    /**
     * Whatever the name: the default.
     *
     * @return the rule
     */
    public static Hosts any() {
        return new Hosts(null);
    }

    /**
     * The names that a machine has for itself: {@code localhost}, {@code 127.0.0.1} and {@code [::1]}.
     *
     * @return the rule
     */
    public static Hosts loopback() {
        return of("localhost", "127.0.0.1", "[::1]");
    }

    /**
     * The listed names.
     *
     * @param names {@code "chat.example.com"}, {@code "*.example.com"} for any host below it, {@code "192.0.2.1"},
     *     {@code "[2001:db8::1]"}
     * @return the rule
     * @throws IllegalArgumentException when an entry cannot be read
     */
    public static Hosts of(String... names) {
        Objects.requireNonNull(names, "the hosts must not be null");
        return new Hosts(Stream.of(names).map(Hosts::checked).toList());
    }

    /** The rule that the setting says. */
    static Hosts parse(String text) {
        return switch (text) {
            case "any" -> any();
            case "loopback" -> loopback();
            default -> of(Setting.list(text));
        };
    }

    private static String checked(String name) {
        String entry = Objects.requireNonNull(name, "a host must not be null").toLowerCase(Locale.ROOT);
        String host = entry.startsWith(BELOW) ? entry.substring(BELOW.length()) : entry;
        Site site = Site.parse("//" + host);
        if (site == null || !site.host().equals(host)) {
            throw new IllegalArgumentException("\"" + entry + "\" is no host; write it like"
                    + " \"chat.example.com\", \"*.example.com\" or \"[::1]\", without a port");
        }
        return entry;
    }

    /**
     * Whether a request may come in.
     *
     * @param host the {@code Host} header, or null if there is none
     * @return true if it may
     */
    public boolean allows(@Nullable String host) {
        if (names == null) {
            return true;
        }
        Site asked = host == null ? null : Site.parse("//" + host);
        return asked != null && names.stream().anyMatch(entry -> matches(entry, asked.host()));
    }

    private static boolean matches(String entry, String host) {
        return entry.startsWith(BELOW) ? host.endsWith(entry.substring(1)) : host.equals(entry);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hosts hosts && Objects.equals(names, hosts.names);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(names);
    }

    /** As the setting {@code channels.hosts} is written. */
    @Override
    public String toString() {
        return names == null ? "any" : String.join(", ", names);
    }
}
