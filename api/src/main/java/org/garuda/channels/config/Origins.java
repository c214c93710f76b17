package org.garuda.channels.config;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The usual rules for which web pages may connect. Requests without an {@code Origin} header do not come from a page
 * and pass. A rule is equal to others that allow the same in the same words.
 */
public final class Origins {

    private Origins() {}

    /**
     * Pages of the host that the request was sent to, whatever their port: the default. {@code localhost}, {@code
     * 127.0.0.1} and {@code [::1]} are one host.
     *
     * @return the rule
     */
    public static OriginCheck sameHost() {
        return new SameHost();
    }

    /**
     * Pages from anywhere. Only for servers that need no cookies or logins to know their clients.
     *
     * @return the rule
     */
    public static OriginCheck anywhere() {
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
    public static OriginCheck of(String... origins) {
        return new Listed(Arrays.asList(Objects.requireNonNull(origins, "the origins must not be null")));
    }

    /** The rule that the setting says. */
    static OriginCheck parse(String text) {
        return switch (text) {
            case "same-host" -> sameHost();
            case "anywhere" -> anywhere();
            default -> of(Setting.list(text));
        };
    }

    /** See {@link Origins#sameHost()}. */
    private record SameHost() implements OriginCheck {
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

        /** As {@link Origins#parse} reads it. */
        @Override
        public String toString() {
            return "same-host";
        }
    }

    /** See {@link Origins#anywhere()}. */
    private record Anywhere() implements OriginCheck {
        @Override
        public boolean allows(@Nullable String origin, @Nullable String host) {
            return true;
        }

        /** As {@link Origins#parse} reads it. */
        @Override
        public String toString() {
            return "anywhere";
        }
    }

    /**
     * See {@link Origins#of(String...)}.
     *
     * @param origins the entries
     */
    private record Listed(List<String> origins) implements OriginCheck {
        /** Checks that every entry can be read. */
        Listed {
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

        /** As {@link Origins#parse} reads it. */
        @Override
        public String toString() {
            return String.join(", ", origins);
        }
    }
}
