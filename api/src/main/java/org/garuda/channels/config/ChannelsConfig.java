package org.garuda.channels.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The settings of one socket, immutable. Without any, {@link #load()} is used. In a CDI application a producer of this
 * type replaces it; in plain Java it is given to the server's builder.
 *
 * <p>{@link #load()} reads each setting from the system property {@code channels.…}, else from the environment variable
 * of the same name in capitals with {@code _} for {@code .} and {@code -}, else takes the default:
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><th>property</th><th>default</th><th>see</th></tr>
 * <tr><td>{@code channels.path}</td><td>{@code /socket}</td><td>{@link #path()}</td></tr>
 * <tr><td>{@code channels.origins}</td><td>{@code same-host}</td><td>{@link Origins}; {@code anywhere}, or origins with
 * commas</td></tr>
 * <tr><td>{@code channels.hosts}</td><td>{@code any}</td><td>{@link Hosts}; {@code loopback}, or host names with
 * commas</td></tr>
 * <tr><td>{@code channels.proxies}</td><td>{@code none}</td><td>{@link Proxies}; addresses or CIDR blocks with
 * commas</td></tr>
 * <tr><td>{@code channels.limits.message-bytes}, {@code .message-parts}, {@code .unfinished-bytes}, {@code .ref-bytes},
 *     {@code .topic-bytes}, {@code .event-bytes}, {@code .channels-per-client}, {@code .pending-messages},
 *     {@code .pending-bytes}, {@code .clients}, {@code .listener-buffer}, {@code .presence-meta-bytes},
 *     {@code .presence-keys}, {@code .head-bytes}, {@code .head-lines}, {@code .route-body-bytes}</td>
 *     <td>{@link Limits#defaults()}</td><td>{@link Limits}</td></tr>
 * <tr><td>{@code channels.timeouts.idle}, {@code .join}, {@code .send}, {@code .stop}</td><td>{@link
 * Timeouts#defaults()}</td><td>{@link Timeouts};
 *     as ISO-8601 ({@code PT60S}) or in seconds</td></tr>
 * <tr><td>{@code channels.outbox.bytes}, {@code .messages}, {@code .age}</td><td>{@link
 * OutboxLimits#defaults()}</td><td>{@link OutboxLimits}</td></tr>
 * <tr><td>{@code channels.longpoll.enabled}, {@code .window}, {@code .token-age}, {@code .body-bytes}, {@code
 * .batch-lines},
 *     {@code .sessions-per-address}, {@code .posts-per-session}, {@code .secret}</td><td>{@link
 *     LongPollSettings#defaults()}</td><td>{@link LongPollSettings}</td></tr>
 * <tr><td>{@code channels.presence.unsafe-keys}</td><td>{@code false}</td><td>{@link PresenceSettings}</td></tr>
 * </table>
 *
 * @param path base path of the socket, with a leading and without a trailing slash; clients connect to {@code
 *     path/websocket} and {@code path/longpoll}
 * @param origins which web pages may connect
 * @param hosts under which names the server may be asked
 * @param proxies which reverse proxies are believed
 * @param limits what clients may ask for
 * @param timeouts how long the server waits
 * @param outbox what may wait for a slow client
 * @param presence how presences are kept
 * @param longPoll how clients without WebSocket are served
 */
public record ChannelsConfig(
        String path,
        Origins origins,
        Hosts hosts,
        Proxies proxies,
        Limits limits,
        Timeouts timeouts,
        OutboxLimits outbox,
        PresenceSettings presence,
        LongPollSettings longPoll) {

    private static final System.Logger LOG = System.getLogger(ChannelsConfig.class.getName());

    /**
     * Checks the path.
     *
     * @param path see above
     * @param origins see above
     * @param hosts see above
     * @param proxies see above
     * @param limits see above
     * @param timeouts see above
     * @param outbox see above
     * @param presence see above
     * @param longPoll see above
     * @throws IllegalArgumentException when the path does not start with a slash, ends with one, or has a query
     */
    public ChannelsConfig {
        requireSet("path", path);
        requireSet("origins", origins);
        requireSet("hosts", hosts);
        requireSet("proxies", proxies);
        requireSet("limits", limits);
        requireSet("timeouts", timeouts);
        requireSet("outbox", outbox);
        requireSet("presence", presence);
        requireSet("longPoll", longPoll);
        if (!path.startsWith("/")
                || path.length() < 2
                || path.endsWith("/")
                || path.contains("?")
                || path.contains("*")) {
            throw new IllegalArgumentException(
                    "path must start with \"/\", not end with it, and be plain, like \"/socket\", but is \"" + path
                            + "\"");
        }
    }

    private static void requireSet(String name, Object value) {
        Objects.requireNonNull(value, () -> name + " must not be null; leave it out for the default");
    }

    /**
     * The defaults, without a look at properties or environment.
     *
     * @return the defaults
     */
    public static ChannelsConfig defaults() {
        return builder().build();
    }

    /**
     * The settings of system properties and environment. A property {@code channels.…} or a variable {@code CHANNELS_…}
     * that is none of the settings is a warning in the log, which names the setting that is spelt most like it.
     *
     * @return the settings
     * @throws IllegalArgumentException when a value cannot be read; the message names the property and the value
     */
    public static ChannelsConfig load() {
        ConfigReader reader = ConfigReader.ofSystem();
        reader.misspelt().forEach(sentence -> LOG.log(System.Logger.Level.WARNING, sentence));
        return reader.read();
    }

    /**
     * What differs from the {@linkplain #defaults() defaults}, for a log: each value as text by the name of the
     * property that sets it, in the order of the table above. Of a secret it is only told that it is set.
     *
     * @return the differences, empty when there are none; what no property can set is left out
     */
    public Map<String, String> differences() {
        ChannelsConfig defaults = defaults();
        Map<String, String> differences = new LinkedHashMap<>();
        for (Setting setting : Setting.ALL) {
            if (!Objects.equals(setting.value().apply(this), setting.value().apply(defaults))) {
                differences.put(setting.property(), setting.shown(this));
            }
        }
        return Collections.unmodifiableMap(differences);
    }

    /**
     * A builder that starts from the defaults.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A builder that starts from these settings.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.path = path;
        builder.origins = origins;
        builder.hosts = hosts;
        builder.proxies = proxies;
        builder.limits = limits;
        builder.timeouts = timeouts;
        builder.outbox = outbox;
        builder.presence = presence;
        builder.longPoll = longPoll;
        return builder;
    }

    /** Builds settings; not for use by several threads. */
    public static final class Builder {
        private String path = "/socket";
        private Origins origins = Origins.sameHost();
        private Hosts hosts = Hosts.any();
        private Proxies proxies = Proxies.none();
        private Limits limits = Limits.defaults();
        private Timeouts timeouts = Timeouts.defaults();
        private OutboxLimits outbox = OutboxLimits.defaults();
        private PresenceSettings presence = PresenceSettings.defaults();
        private LongPollSettings longPoll = LongPollSettings.defaults();

        private Builder() {}

        private static <T> T changed(String name, T value, UnaryOperator<T> change) {
            Objects.requireNonNull(change, () -> "the change of " + name + " must not be null");
            return Objects.requireNonNull(
                    change.apply(value),
                    () -> "the change of " + name + " gave null; let it return what it was given, changed");
        }

        /**
         * Sets the base path; {@code /socket} by default.
         *
         * @param value the path
         * @return this
         */
        public Builder path(String value) {
            path = Objects.requireNonNull(value, "the path must not be null");
            return this;
        }

        /**
         * Sets which pages may connect; {@link Origins#sameHost()} by default.
         *
         * @param value the rule
         * @return this
         */
        public Builder origins(Origins value) {
            origins = Objects.requireNonNull(value, "the origins must not be null; Origins.sameHost() is the default");
            return this;
        }

        /**
         * Sets under which names the server may be asked; {@link Hosts#any()} by default. In a Jakarta server this
         * concerns the socket alone; on the standalone server, its routes and static files too.
         *
         * @param value the rule
         * @return this
         */
        public Builder hosts(Hosts value) {
            hosts = Objects.requireNonNull(value, "the hosts must not be null; Hosts.any() is the default");
            return this;
        }

        /**
         * Sets which reverse proxies the standalone server believes; {@link Proxies#none()} by default.
         *
         * @param value the rule
         * @return this
         */
        public Builder proxies(Proxies value) {
            proxies = Objects.requireNonNull(value, "the proxies must not be null; Proxies.none() is the default");
            return this;
        }

        /**
         * Changes limits.
         *
         * @param change gets the limits so far
         * @return this
         */
        public Builder limits(UnaryOperator<Limits> change) {
            limits = changed("limits", limits, change);
            return this;
        }

        /**
         * Changes timeouts.
         *
         * @param change gets the timeouts so far
         * @return this
         */
        public Builder timeouts(UnaryOperator<Timeouts> change) {
            timeouts = changed("timeouts", timeouts, change);
            return this;
        }

        /**
         * Changes the outbox limits.
         *
         * @param change gets the outbox limits so far
         * @return this
         */
        public Builder outbox(UnaryOperator<OutboxLimits> change) {
            outbox = changed("outbox", outbox, change);
            return this;
        }

        /**
         * Changes how presences are kept.
         *
         * @param change gets the settings so far
         * @return this
         */
        public Builder presence(UnaryOperator<PresenceSettings> change) {
            presence = changed("presence", presence, change);
            return this;
        }

        /**
         * Changes how clients without WebSocket are served.
         *
         * @param change gets the settings so far
         * @return this
         */
        public Builder longPoll(UnaryOperator<LongPollSettings> change) {
            longPoll = changed("longPoll", longPoll, change);
            return this;
        }

        /**
         * The settings.
         *
         * @return the settings
         * @throws IllegalArgumentException when the path is not usable
         */
        public ChannelsConfig build() {
            return new ChannelsConfig(path, origins, hosts, proxies, limits, timeouts, outbox, presence, longPoll);
        }
    }
}
