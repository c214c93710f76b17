package org.garuda.channels.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Under which names the server may be asked, judged by the {@code Host} header; ports do not count. A page that has its
 * own name lead to this server for a moment (DNS rebinding) counts as a page of the same host, yet its requests still
 * say that name: whoever serves only under known names shuts such pages out by listing them. Worth it wherever a
 * browser can reach what others cannot, such as a server on 127.0.0.1 or in a private network.
 */
public sealed interface Hosts {

    /**
     * Whatever the name: the default.
     *
     * @return the rule
     */
    static Hosts any() {
        return new Any();
    }

    /**
     * The names that a machine has for itself: {@code localhost}, {@code 127.0.0.1} and {@code [::1]}.
     *
     * @return the rule
     */
    static Hosts loopback() {
        return new Named(List.of("localhost", "127.0.0.1", "[::1]"));
    }

    /**
     * The listed names.
     *
     * @param names {@code "chat.example.com"}, {@code "*.example.com"} for any host below it, {@code "192.0.2.1"},
     *     {@code "[2001:db8::1]"}
     * @return the rule
     * @throws IllegalArgumentException when an entry cannot be read
     */
    static Hosts of(String... names) {
        return new Named(Arrays.asList(Objects.requireNonNull(names, "the hosts must not be null")));
    }

    /**
     * Whether a request may come in.
     *
     * @param host the {@code Host} header, or null if there is none
     * @return true if it may
     */
    boolean allows(@Nullable String host);

    /** See {@link Hosts#any()}. */
    record Any() implements Hosts {
        @Override
        public boolean allows(@Nullable String host) {
            return true;
        }
    }

    /**
     * See {@link Hosts#of(String...)}.
     *
     * @param names the entries
     */
    record Named(List<String> names) implements Hosts {
        private static final String BELOW = "*.";

        /**
         * Checks that every entry can be read.
         *
         * @param names the entries
         */
        public Named {
            names = names.stream()
                    .map(name -> Objects.requireNonNull(name, "a host must not be null")
                            .toLowerCase(Locale.ROOT))
                    .toList();
            for (String entry : names) {
                Origins.Site site = Origins.Site.parse("//" + below(entry));
                if (site == null || !site.host().equals(below(entry))) {
                    throw new IllegalArgumentException("\"" + entry + "\" is no host; write it like"
                            + " \"chat.example.com\", \"*.example.com\" or \"[::1]\", without a port");
                }
            }
        }

        private static String below(String entry) {
            return entry.startsWith(BELOW) ? entry.substring(BELOW.length()) : entry;
        }

        @Override
        public boolean allows(@Nullable String host) {
            Origins.Site asked = host == null ? null : Origins.Site.parse("//" + host);
            return asked != null && names.stream().anyMatch(entry -> matches(entry, asked.host()));
        }

        private static boolean matches(String entry, String host) {
            return entry.startsWith(BELOW) ? host.endsWith(entry.substring(1)) : host.equals(entry);
        }
    }
}
