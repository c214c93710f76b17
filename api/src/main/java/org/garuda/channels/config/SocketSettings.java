package org.garuda.channels.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The settings of one socket: where it is, who may come in, and what a client may do there. Immutable. Where they come
 * from is told at {@link NodeSettings}.
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><th>property</th><th>see</th></tr>
 * <tr><td>{@code channels.path}</td><td>{@link #path()}</td></tr>
 * <tr><td>{@code channels.origins}</td><td>{@link Origins}; {@code same-host}, {@code anywhere}, or origins with
 * commas</td></tr>
 * <tr><td>{@code channels.limits.message-bytes}, {@code .message-parts}, {@code .ref-bytes}, {@code .topic-bytes},
 * {@code .event-bytes}, {@code .channels-per-client}, {@code .pending-messages}, {@code .pending-bytes}</td><td>{@link
 * ClientLimits}</td></tr>
 * <tr><td>{@code channels.timeouts.idle}, {@code .join}, {@code .send}</td><td>{@link Timeouts}</td></tr>
 * <tr><td>{@code channels.outbox.bytes}, {@code .messages}, {@code .age}</td><td>{@link OutboxLimits}</td></tr>
 * <tr><td>{@code channels.longpoll.enabled}, {@code .window}, {@code .token-age}, {@code .body-bytes}, {@code
 * .batch-lines}, {@code .sessions-per-address}, {@code .posts-per-session}, {@code
 * .relayed-polls}, {@code .relayed-bytes-per-second}, {@code .secret} or {@code
 * .secret-file}</td><td>{@link LongPollSettings}</td></tr>
 * </table>
 */
public final class SocketSettings extends Group {

    private static final Setting<String> PATH = Setting.text("path", "/socket", SocketSettings::requirePath);
    private static final Setting<OriginCheck> ORIGINS = Setting.of("origins", Origins.sameHost(), Origins::parse);

    private static final List<Setting<?>> OWN = List.of(PATH, ORIGINS);

    static final List<Setting<?>> SETTINGS = Stream.of(
                    OWN.stream(),
                    ClientLimits.SETTINGS.stream(),
                    Timeouts.SETTINGS.stream(),
                    OutboxLimits.SETTINGS.stream(),
                    LongPollSettings.SETTINGS.stream())
            .<Setting<?>>flatMap(settings -> settings)
            .toList();

    private static final SocketSettings DEFAULTS = new SocketSettings(Values.NONE);

    private final ClientLimits limits;
    private final Timeouts timeouts;
    private final OutboxLimits outbox;
    private final LongPollSettings longPoll;

    private SocketSettings(Values values) {
        super(values, SETTINGS);
        this.limits = new ClientLimits(values);
        this.timeouts = new Timeouts(values);
        this.outbox = new OutboxLimits(values);
        this.longPoll = new LongPollSettings(values);
    }

    /**
     * The defaults, without a look at properties or environment.
     *
     * @return the defaults
     */
    public static SocketSettings defaults() {
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
    public SocketSettings orElse(SettingsSource... sources) {
        Objects.requireNonNull(sources, "the sources must not be null");
        return new SocketSettings(values.orElse(SETTINGS, sources));
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
     * Base path of the socket, with a leading and without a trailing slash; clients connect to {@code path/websocket}
     * and {@code path/longpoll}. {@code /socket} by default.
     *
     * @return the path
     */
    public String path() {
        return values.get(PATH);
    }

    /**
     * Which web pages may connect. {@link Origins#sameHost()} by default.
     *
     * @return the rule
     */
    public OriginCheck origins() {
        return values.get(ORIGINS);
    }

    /**
     * What one client may ask for.
     *
     * @return these settings
     */
    public ClientLimits limits() {
        return limits;
    }

    /**
     * How long the server waits for a client and for the handlers.
     *
     * @return these settings
     */
    public Timeouts timeouts() {
        return timeouts;
    }

    /**
     * What may wait for a slow client.
     *
     * @return these settings
     */
    public OutboxLimits outbox() {
        return outbox;
    }

    /**
     * How clients without WebSocket are served.
     *
     * @return these settings
     */
    public LongPollSettings longPoll() {
        return longPoll;
    }

    private static void requirePath(String name, String path) {
        if (!path.startsWith("/")
                || path.length() < 2
                || path.endsWith("/")
                || path.contains("?")
                || path.contains("*")) {
            throw new IllegalArgumentException(
                    name + " must start with \"/\", not end with it, and be plain, like \"/socket\", but is \"" + path
                            + "\"");
        }
    }

    /** Sets some of them; not for use by several threads. */
    public static final class Builder {

        private final Values.Draft draft;

        private Builder(Values.Draft draft) {
            this.draft = draft;
        }

        /**
         * Sets {@link SocketSettings#path()}.
         *
         * @param value with a leading and without a trailing slash
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder path(String value) {
            draft.set(PATH, value);
            return this;
        }

        /**
         * Sets {@link SocketSettings#origins()}.
         *
         * @param value the rule
         * @return this
         */
        public Builder origins(OriginCheck value) {
            draft.set(ORIGINS, value);
            return this;
        }

        /**
         * Changes {@link SocketSettings#limits()}.
         *
         * @param change sets some of them
         * @return this
         */
        public Builder limits(Consumer<ClientLimits.Builder> change) {
            Objects.requireNonNull(change, "the change of limits must not be null")
                    .accept(new ClientLimits.Builder(draft));
            return this;
        }

        /**
         * Changes {@link SocketSettings#timeouts()}.
         *
         * @param change sets some of them
         * @return this
         */
        public Builder timeouts(Consumer<Timeouts.Builder> change) {
            Objects.requireNonNull(change, "the change of timeouts must not be null")
                    .accept(new Timeouts.Builder(draft));
            return this;
        }

        /**
         * Changes {@link SocketSettings#outbox()}.
         *
         * @param change sets some of them
         * @return this
         */
        public Builder outbox(Consumer<OutboxLimits.Builder> change) {
            Objects.requireNonNull(change, "the change of outbox must not be null")
                    .accept(new OutboxLimits.Builder(draft));
            return this;
        }

        /**
         * Changes {@link SocketSettings#longPoll()}.
         *
         * @param change sets some of them
         * @return this
         */
        public Builder longPoll(Consumer<LongPollSettings.Builder> change) {
            Objects.requireNonNull(change, "the change of longPoll must not be null")
                    .accept(new LongPollSettings.Builder(draft));
            return this;
        }

        /**
         * The settings.
         *
         * @return the settings
         */
        public SocketSettings build() {
            return new SocketSettings(draft.values());
        }
    }
}
