package org.garuda.channels.core.internal.handshake;

import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Set;
import org.garuda.channels.config.Hosts;
import org.garuda.channels.config.OriginCheck;
import org.garuda.channels.config.Origins;
import org.garuda.channels.core.internal.logging.Printable;
import org.garuda.channels.core.internal.logging.RateLimitedLog;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.metrics.Counters;
import org.jspecify.annotations.Nullable;

/**
 * Judges requests by what browsers say on their own: the host that a page asked for, and where the page is from. It
 * keeps pages out, never programs, which can say what they like. A refusal names the setting that would let the page
 * in, since whoever meets one is mostly the developer of the page. Safe for use by any thread.
 */
public final class SourceCheck {

    private static final System.Logger LOG = System.getLogger(SourceCheck.class.getName());

    /** What a browser says of requests between sites; those between two hosts of one site are no less foreign. */
    private static final Set<String> FOREIGN = Set.of("cross-site", "same-site");

    private final OriginCheck origins;
    private final Hosts hosts;
    private final Counters counters;
    private final RateLimitedLog log;

    SourceCheck(OriginCheck origins, Hosts hosts, Counters counters, RateLimitedLog log) {
        this.origins = origins;
        this.hosts = hosts;
        this.counters = counters;
        this.log = log;
    }

    /**
     * Whether a request to the socket must be refused; a refusal has been logged and counted.
     *
     * @return why, in words that may be shown to the client, or null when it may go on
     */
    public @Nullable String refusal(HandshakeRequest request) {
        String host = request.header("Host");
        String refusal = hostRefusal(host);
        if (refusal == null) {
            refusal = pageRefusal(request.header("Origin"), host, request.header("Sec-Fetch-Site"));
        }
        if (refusal != null) {
            counters.count(Counter.CLIENTS_REFUSED);
        }
        return refusal;
    }

    /**
     * Whether a request must be refused for the host that it is for, whatever it asks for there; a refusal has been
     * logged and counted.
     *
     * @param host the {@code Host} header, or null
     * @return why, in words that may be shown to the client, or null when it may go on
     */
    public @Nullable String hostRefusal(@Nullable String host) {
        if (hosts.allows(host)) {
            return null;
        }
        counters.count(Counter.HOSTS_REFUSED);
        return refused(
                "refused host",
                host == null
                        ? "a request without a Host header is refused, because channels.hosts lists the names of this server"
                        : "host \"" + Printable.of(host)
                                + "\" is none of this server's names; if it is one, add it to channels.hosts");
    }

    /**
     * Words the refusal of a request whose proxy cannot be understood; it has been logged and counted.
     *
     * @param peer the address of the proxy
     * @param problem what it says
     * @return why, in words that may be shown to the client
     */
    public String forwardingRefusal(String peer, MalformedForwardingException problem) {
        counters.count(Counter.FORWARDING_UNREADABLE);
        return refused(
                "unreadable proxy",
                "a request of the proxy " + peer + ", which channels.proxies trusts, is refused: "
                        + problem.getMessage());
    }

    private @Nullable String pageRefusal(@Nullable String origin, @Nullable String host, @Nullable String fetchSite) {
        boolean allowed;
        try {
            allowed = origins.allows(origin, host);
        } catch (Throwable e) {
            // An application's own check may throw; whoever it cannot judge stays out.
            log.log(LOG, Level.WARNING, "failed origin check", () -> "the OriginCheck threw; the client is refused", e);
            return "the check of the page's origin failed; the log of the server says how";
        }
        if (!allowed) {
            return refused(
                    "refused origin",
                    "null".equals(origin)
                            ? "a page without an origin of its own, such as a file, may not connect; channels.origins=anywhere"
                                    + " alone lets such pages in"
                            : "origin \"" + Printable.of(origin) + "\" may not connect to host \"" + Printable.of(host)
                                    + "\"; to let its pages in, name it in channels.origins");
        }
        // Browsers leave the origin out of what a page merely embeds, such as an image: no page of ours asks so.
        if (origin == null
                && fetchSite != null
                && FOREIGN.contains(fetchSite.trim().toLowerCase(Locale.ROOT))
                && !origins.equals(Origins.anywhere())) {
            return refused(
                    "refused origin",
                    "a page of another site asks without an origin (Sec-Fetch-Site: " + Printable.of(fetchSite)
                            + "); channels.origins=anywhere alone lets such requests in");
        }
        return null;
    }

    private String refused(String kind, String why) {
        log.log(LOG, Level.WARNING, kind, () -> why);
        return why;
    }
}
