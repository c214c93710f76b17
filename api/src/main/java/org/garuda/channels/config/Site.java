package org.garuda.channels.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
