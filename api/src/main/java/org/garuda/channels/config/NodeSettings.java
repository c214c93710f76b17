package org.garuda.channels.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.garuda.channels.ChannelBroadcaster;

/**
 * The settings of a node: what all its clients share, whatever socket they come by. Immutable.
 *
 * <p>In a CDI application a producer makes them; in plain Java they are given to the server's builder. Whatever is set
 * there counts first. A server looks for the rest, each by its name, in the context parameters of its web application,
 * the system properties ({@code channels.…}), the environment ({@code CHANNELS_…}, in capitals, with {@code _} for
 * {@code .} and {@code -}), and MicroProfile Config where CDI and its API are there; else it takes the default. Times
 * are written in seconds or as ISO-8601 ({@code PT60S}). A value that cannot be read fails the start; a name that looks
 * like a setting and is none is a warning, which names the setting that is meant.
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><th>property</th><th>see</th></tr>
 * <tr><td>{@code channels.limits.clients}, {@code .unfinished-bytes}, {@code .listener-buffer}, {@code
 * channels.timeouts.stop}</td><td>here</td></tr>
 * <tr><td>{@code channels.limits.presence-meta-bytes}, {@code .presence-keys}, {@code
 * channels.presence.unsafe-keys}</td><td>{@link PresenceSettings}</td></tr>
 * <tr><td>{@code channels.hosts}</td><td>{@link Hosts}; {@code any}, {@code loopback}, or names with commas</td></tr>
 * <tr><td>{@code channels.proxies}</td><td>{@link Proxies}; {@code none}, or addresses and CIDR blocks with
 * commas</td></tr>
 * <tr><td>{@code channels.limits.head-bytes}, {@code .head-lines}, {@code .route-body-bytes}</td><td>{@link
 * HttpSettings}</td></tr>
 * <tr><td>{@code channels.bus} or {@code channels.bus-file}, {@code channels.bus.name}, {@code .prefix}, {@code
 * .required}, {@code .dead-after}, {@code .user}, {@code .password} or {@code .password-file}, {@code .ca-file}, {@code
 * .certificate-file}, {@code .key-file}</td><td>{@link BusSettings}</td></tr>
 * </table>
 *
 * @see SocketSettings
 */
public final class NodeSettings extends Group {

    private static final Setting<Integer> CLIENTS = Setting.number("limits.clients", 100_000);
    private static final Setting<Long> UNFINISHED_BYTES = Setting.large(
            "limits.unfinished-bytes", Math.max(Runtime.getRuntime().maxMemory() / 4, 1));
    private static final Setting<Integer> LISTENER_BUFFER = Setting.number("limits.listener-buffer", 1024);
    private static final Setting<Duration> STOP = Setting.time("timeouts.stop", Duration.ofSeconds(10));

    private static final List<Setting<?>> OWN = List.of(CLIENTS, UNFINISHED_BYTES, LISTENER_BUFFER, STOP);

    static final List<Setting<?>> SETTINGS = Stream.of(
                    OWN.stream(),
                    PresenceSettings.SETTINGS.stream(),
                    HttpSettings.SETTINGS.stream(),
                    BusSettings.SETTINGS.stream())
            .<Setting<?>>flatMap(settings -> settings)
            .toList();

    private static final NodeSettings DEFAULTS = new NodeSettings(Values.NONE);

    private final PresenceSettings presence;
    private final HttpSettings http;
    private final BusSettings bus;

    private NodeSettings(Values values) {
        super(values, SETTINGS);
        this.presence = new PresenceSettings(values);
        this.http = new HttpSettings(values);
        this.bus = new BusSettings(values);
    }

    /**
     * The defaults, without a look at properties or environment.
     *
     * @return the defaults
     */
    public static NodeSettings defaults() {
        return DEFAULTS;
    }

    /**
     * A builder in which nothing is set.
     *
     * @return the builder
     */
    public static Builder builder() {
        return DEFAULTS.toBuilder();
    }

    /**
     * A builder in which is set what is set here.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        return new Builder(new Values.Draft(values));
    }

    /**
     * These settings, and where one has not been set, what the first source says that knows it.
     *
     * @param sources asked in this order
     * @return a copy; what no source knows is at its default
     * @throws IllegalArgumentException when a value cannot be read; the message names the property and the value
     */
    public NodeSettings orElse(SettingsSource... sources) {
        Objects.requireNonNull(sources, "the sources must not be null");
        return new NodeSettings(values.orElse(SETTINGS, sources));
    }

    /**
     * What differs from the {@linkplain #defaults() defaults}, for a log: each value as text by the name of the
     * property that sets it. Of a secret it is only told that it is set.
     *
     * @return the differences, empty when there are none; what no property can set is left out
     */
    public Map<String, String> differences() {
        return values.differences(SETTINGS);
    }

    /**
     * Clients connected to this node; one more is turned away with HTTP status 503. 100,000 by default.
     *
     * @return the limit
     */
    public int clients() {
        return values.get(CLIENTS);
    }

    /**
     * Bytes of all messages and request bodies on this node that have begun and are not whole. Beyond it those that
     * hold the most are closed with 1013, a body with HTTP status 503. A quarter of the heap by default.
     *
     * @return the limit
     */
    public long unfinishedBytes() {
        return values.get(UNFINISHED_BYTES);
    }

    /**
     * Events that wait for one subscriber of {@link ChannelBroadcaster#events()}; further ones are lost to it. 1,024 by
     * default.
     *
     * @return the limit
     */
    public int listenerBuffer() {
        return values.get(LISTENER_BUFFER);
    }

    /**
     * How long an orderly stop may take: closing the clients, and waiting for running callbacks. 10 seconds by default.
     *
     * @return the time
     */
    public Duration stop() {
        return values.get(STOP);
    }

    /**
     * How presences are kept.
     *
     * @return these settings
     */
    public PresenceSettings presence() {
        return presence;
    }

    /**
     * Whose HTTP requests are taken, and how large.
     *
     * @return these settings
     */
    public HttpSettings http() {
        return http;
    }

    /**
     * The broker by which several nodes are one.
     *
     * @return these settings
     */
    public BusSettings bus() {
        return bus;
    }

    /** Sets some of them; not for use by several threads. */
    public static final class Builder {

        private final Values.Draft draft;

        private Builder(Values.Draft draft) {
            this.draft = draft;
        }

        /**
         * Sets {@link NodeSettings#clients()}.
         *
         * @param value at least 1
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder clients(int value) {
            draft.set(CLIENTS, value);
            return this;
        }

        /**
         * Sets {@link NodeSettings#unfinishedBytes()}.
         *
         * @param value at least 1
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder unfinishedBytes(long value) {
            draft.set(UNFINISHED_BYTES, value);
            return this;
        }

        /**
         * Sets {@link NodeSettings#listenerBuffer()}.
         *
         * @param value at least 1
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder listenerBuffer(int value) {
            draft.set(LISTENER_BUFFER, value);
            return this;
        }

        /**
         * Sets {@link NodeSettings#stop()}.
         *
         * @param value more than nothing
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder stop(Duration value) {
            draft.set(STOP, value);
            return this;
        }

        /**
         * Changes {@link NodeSettings#presence()}.
         *
         * @param change sets some of them
         * @return this
         */
        public Builder presence(Consumer<PresenceSettings.Builder> change) {
            Objects.requireNonNull(change, "the change of presence must not be null")
                    .accept(new PresenceSettings.Builder(draft));
            return this;
        }

        /**
         * Changes {@link NodeSettings#http()}.
         *
         * @param change sets some of them
         * @return this
         */
        public Builder http(Consumer<HttpSettings.Builder> change) {
            Objects.requireNonNull(change, "the change of http must not be null")
                    .accept(new HttpSettings.Builder(draft));
            return this;
        }

        /**
         * Changes {@link NodeSettings#bus()}.
         *
         * @param change sets some of them
         * @return this
         */
        public Builder bus(Consumer<BusSettings.Builder> change) {
            Objects.requireNonNull(change, "the change of bus must not be null").accept(new BusSettings.Builder(draft));
            return this;
        }

        /**
         * The settings.
         *
         * @return the settings
         */
        public NodeSettings build() {
            return new NodeSettings(draft.values());
        }
    }
}
