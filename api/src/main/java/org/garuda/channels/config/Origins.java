package org.garuda.channels.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may connect, judged by the {@code Origin} header that browsers send. Requests without that header do
 * not come from a page and pass.
 */
public sealed interface Origins {

    /**
     * Pages of the host that the request was sent to, whatever their port: the default. {@code localhost}, {@code
     * 127.0.0.1} and {@code [::1]} are one host.
     *
     * @return the rule
     */
    static Origins sameHost() {
        return new SameHost();
    }

    /**
     * Pages from anywhere. Only for servers that need no cookies or logins to know their clients.
     *
     * @return the rule
     */
    static Origins anywhere() {
        return new Anywhere();
    }

    /**
     * Pages of the listed origins.
     *
     * @param origins as in Phoenix's {@code check_origin}: {@code "https://example.com"}, {@code "//example.com"} for
     *     any scheme, {@code "//*.example.com"} for any host below it, {@code "//example.com:8080"} for one port
     * @return the rule
     * @throws IllegalArgumentException when an entry cannot be read
     */
    static Origins of(String... origins) {
        return new Listed(Arrays.asList(Objects.requireNonNull(origins, "the origins must not be null")));
    }

    /**
     * Whether a page may connect.
     *
     * @param origin the {@code Origin} header, or null if there is none
     * @param host the {@code Host} header, or null if there is none
     * @return true if it may
     */
    boolean allows(@Nullable String origin, @Nullable String host);

    /** See {@link Origins#sameHost()}. */
    record SameHost() implements Origins {
        /** The names of the machine itself: pages of a development server use one, their code another. */
        private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

        @Override
        public boolean allows(@Nullable String origin, @Nullable String host) {
            if (origin == null) {
                return true;
            }
            Site page = Site.parse(origin);
            Site target = host == null ? null : Site.parse("//" + host);
            return page != null
                    && target != null
                    && (page.host().equals(target.host())
                            || LOOPBACK.contains(page.host()) && LOOPBACK.contains(target.host()));
        }
    }

    /** See {@link Origins#anywhere()}. */
    record Anywhere() implements Origins {
        @Override
        public boolean allows(@Nullable String origin, @Nullable String host) {
            return true;
        }
    }

    /**
     * See {@link Origins#of(String...)}.
     *
     * @param origins the entries
     */
    record Listed(List<String> origins) implements Origins {
        /**
         * Checks that every entry can be read.
         *
         * @param origins the entries
         */
        public Listed {
            origins.forEach(entry -> Objects.requireNonNull(entry, "an origin must not be null"));
            origins = List.copyOf(origins);
            for (String entry : origins) {
                if (Site.parse(entry.replace("//*.", "//")) == null) {
                    throw new IllegalArgumentException("\"" + entry
                            + "\" is no origin; write it like \"https://example.com\" or \"//*.example.com\"");
                }
            }
        }

        @Override
        public boolean allows(@Nullable String origin, @Nullable String host) {
            if (origin == null) {
                return true;
            }
            Site page = Site.parse(origin);
            return page != null && origins.stream().anyMatch(entry -> matches(entry, page));
        }

        private static boolean matches(String entry, Site page) {
            boolean below = entry.contains("//*.");
            Site rule = Site.parse(entry.replace("//*.", "//"));
            return rule != null
                    && (rule.scheme() == null || rule.scheme().equals(page.scheme()))
                    && (rule.port() < 0 || rule.port() == page.port())
                    && (below
                            ? page.host().endsWith("." + rule.host())
                            : page.host().equals(rule.host()));
        }
    }

    /**
     * Scheme, host and port of an origin.
     *
     * @param scheme in lower case, or null if any
     * @param host in lower case
     * @param port as given or as the scheme has it, or −1 if any
     */
    record Site(@Nullable String scheme, String host, int port) {
        /** Names with an underscore, as container networks have them; {@link URI} sees no host in those. */
        private static final Pattern PLAIN_NAME = Pattern.compile("([A-Za-z0-9._-]+)(?::([0-9]{1,5}))?");

        static @Nullable Site parse(String text) {
            try {
                URI uri = new URI(text.trim());
                String scheme = uri.getScheme() == null ? null : uri.getScheme().toLowerCase(Locale.ROOT);
                String host = uri.getHost();
                if (host != null) {
                    return new Site(scheme, host.toLowerCase(Locale.ROOT), port(scheme, uri.getPort()));
                }
                String authority = uri.getRawAuthority();
                Matcher plain = PLAIN_NAME.matcher(authority == null ? "" : authority);
                if (!plain.matches()) {
                    return null;
                }
                int given = plain.group(2) == null ? -1 : Integer.parseInt(plain.group(2));
                return new Site(scheme, plain.group(1).toLowerCase(Locale.ROOT), port(scheme, given));
            } catch (URISyntaxException e) {
                return null; // What cannot be read is no site, and so is let in nowhere.
            }
        }

        private static int port(@Nullable String scheme, int port) {
            if (port >= 0 || scheme == null) {
                return port;
            }
            return switch (scheme) {
                case "http", "ws" -> 80;
                case "https", "wss" -> 443;
                default -> -1;
            };
        }
    }
}
