package org.garuda.channels.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;

/**
 * The broker by which several nodes are one, and what this node says of itself. Without {@link #url()} a node is alone,
 * and all of this means nothing. Changed with {@link NodeSettings.Builder#bus}; immutable.
 */
public final class BusSettings extends Group {

    private static final Duration LEAST_DEAD_AFTER = Duration.ofSeconds(1);
    private static final int MOST_PREFIX = 100;
    private static final int MOST_NAME = 100;

    private static final Setting<String> URL = Setting.secret("bus", BusSettings::requireUrl);
    private static final Setting<String> NAME = Setting.text("bus.name", BusSettings::requireName);
    private static final Setting<String> PREFIX = Setting.text("bus.prefix", BusSettings::requirePrefix);
    private static final Setting<Boolean> REQUIRED = Setting.flag("bus.required", false);
    private static final Setting<Duration> DEAD_AFTER =
            Setting.time("bus.dead-after", Duration.ofMillis(2500), BusSettings::requireLong);
    private static final Setting<String> USER = Setting.text("bus.user");
    private static final Setting<String> PASSWORD = Setting.secret("bus.password");
    private static final Setting<String> CA_FILE = Setting.text("bus.ca-file");
    private static final Setting<String> CERTIFICATE_FILE = Setting.text("bus.certificate-file");
    private static final Setting<String> KEY_FILE = Setting.text("bus.key-file");

    static final List<Setting<?>> SETTINGS =
            List.of(URL, NAME, PREFIX, REQUIRED, DEAD_AFTER, USER, PASSWORD, CA_FILE, CERTIFICATE_FILE, KEY_FILE);

    BusSettings(Values values) {
        super(values, SETTINGS);
    }

    /**
     * The broker, such as {@code redis://broker:6379}, {@code nats://broker:4222} or {@code
     * jms:java:comp/DefaultJMSConnectionFactory}. Shown nowhere, since it may have a password in it, and may be in a
     * file: {@code channels.bus-file}. None by default.
     *
     * @return the URL, or the empty text if the node is alone
     */
    public String url() {
        return values.get(URL);
    }

    /**
     * What this node is called in logs, its own and those of others. Two nodes of one name are a warning and nothing
     * worse. The machine's name and the process's number by default.
     *
     * @return the name, or the empty text if nobody gave one
     */
    public String name() {
        return values.get(NAME);
    }

    /**
     * What the names on the broker begin with, so that several applications can share one. The context path of a web
     * application by default, else {@code channels}.
     *
     * @return the prefix, or the empty text if nobody gave one
     */
    public String prefix() {
        return values.get(PREFIX);
    }

    /**
     * Whether joins are refused with {@code {"reason":"unavailable"}}, and the node is not ready, while there is no
     * broker. Else joins go on after one second at most, and what is broadcast meanwhile stays on its node. False by
     * default.
     *
     * @return true if they are refused
     */
    public boolean required() {
        return values.get(REQUIRED);
    }

    /**
     * How long another node may be silent on a bus that works before it counts as gone. It is counted in beats of this
     * node, of which there are two a second; a node that pauses for longer, as for a collection of garbage, is thought
     * to be gone until it is back. 2.5 seconds by default, at least 1.
     *
     * @return the time
     */
    public Duration deadAfter() {
        return values.get(DEAD_AFTER);
    }

    /**
     * Who this node is for the broker, if the URL does not say.
     *
     * @return the user, or the empty text if there is none
     */
    public String user() {
        return values.get(USER);
    }

    /**
     * The user's password, if the URL does not say. Shown nowhere, and may be in a file: {@code
     * channels.bus.password-file}.
     *
     * @return the password, or the empty text if there is none
     */
    public String password() {
        return values.get(PASSWORD);
    }

    /**
     * For TLS, a PEM file with the certificates of those who may sign the broker's.
     *
     * @return the file, or the empty text for those that Java trusts
     */
    public String caFile() {
        return values.get(CA_FILE);
    }

    /**
     * For TLS, a PEM file with this node's own certificate.
     *
     * @return the file, or the empty text if there is none
     */
    public String certificateFile() {
        return values.get(CERTIFICATE_FILE);
    }

    /**
     * For TLS, a PEM file with the key of this node's own certificate.
     *
     * @return the file, or the empty text if there is none
     */
    public String keyFile() {
        return values.get(KEY_FILE);
    }

    /** What it says is in no message. */
    private static void requireUrl(String name, String url) {
        if (url.isEmpty()) {
            return;
        }
        try {
            if (new URI(url).isAbsolute()) {
                return;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    name + " must be a URL, and has something at its character " + (e.getIndex() + 1)
                            + " that cannot be there; what is special in a user or password is encoded with %");
        }
        throw new IllegalArgumentException(name + " must be a URL with a scheme, like \"redis://broker:6379\"");
    }

    private static void requireName(String name, String label) {
        if (label.length() > MOST_NAME) {
            throw new IllegalArgumentException(name + " must be at most " + MOST_NAME + " characters long");
        }
    }

    private static void requirePrefix(String name, String prefix) {
        boolean usable = prefix.length() <= MOST_PREFIX
                && prefix.chars().allMatch(BusSettings::isPlain)
                && !prefix.startsWith(".")
                && !prefix.endsWith(".");
        if (!usable) {
            throw new IllegalArgumentException(name + " must be at most " + MOST_PREFIX
                    + " of the characters A-Z a-z 0-9 - _ . with no dot at an end, but is \"" + prefix + "\"");
        }
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-_.".indexOf(c) >= 0;
    }

    private static void requireLong(String name, Duration time) {
        if (time.compareTo(LEAST_DEAD_AFTER) < 0) {
            throw new IllegalArgumentException(
                    name + " must be positive, and at least " + LEAST_DEAD_AFTER + ", but is " + time);
        }
    }

    /** Sets some of them; not for use by several threads. */
    public static final class Builder {

        private final Values.Draft draft;

        Builder(Values.Draft draft) {
            this.draft = draft;
        }

        /**
         * Sets {@link BusSettings#url()}.
         *
         * @param value a URL, or the empty text for none
         * @return this
         * @throws IllegalArgumentException when it is neither
         */
        public Builder url(String value) {
            draft.set(URL, value);
            return this;
        }

        /**
         * Sets {@link BusSettings#name()}.
         *
         * @param value at most 100 characters
         * @return this
         * @throws IllegalArgumentException when it is longer
         */
        public Builder name(String value) {
            draft.set(NAME, value);
            return this;
        }

        /**
         * Sets {@link BusSettings#prefix()}.
         *
         * @param value at most 100 of the characters {@code A–Z a–z 0–9 - _ .}, with no dot at an end
         * @return this
         * @throws IllegalArgumentException when it is something else
         */
        public Builder prefix(String value) {
            draft.set(PREFIX, value);
            return this;
        }

        /**
         * Sets {@link BusSettings#required()}.
         *
         * @param value whether it is so
         * @return this
         */
        public Builder required(boolean value) {
            draft.set(REQUIRED, value);
            return this;
        }

        /**
         * Sets {@link BusSettings#deadAfter()}.
         *
         * @param value at least a second
         * @return this
         * @throws IllegalArgumentException when it is less
         */
        public Builder deadAfter(Duration value) {
            draft.set(DEAD_AFTER, value);
            return this;
        }

        /**
         * Sets {@link BusSettings#user()}.
         *
         * @param value the user
         * @return this
         */
        public Builder user(String value) {
            draft.set(USER, value);
            return this;
        }

        /**
         * Sets {@link BusSettings#password()}.
         *
         * @param value the password
         * @return this
         */
        public Builder password(String value) {
            draft.set(PASSWORD, value);
            return this;
        }

        /**
         * Sets {@link BusSettings#caFile()}.
         *
         * @param value the file
         * @return this
         */
        public Builder caFile(String value) {
            draft.set(CA_FILE, value);
            return this;
        }

        /**
         * Sets {@link BusSettings#certificateFile()}.
         *
         * @param value the file
         * @return this
         */
        public Builder certificateFile(String value) {
            draft.set(CERTIFICATE_FILE, value);
            return this;
        }

        /**
         * Sets {@link BusSettings#keyFile()}.
         *
         * @param value the file
         * @return this
         */
        public Builder keyFile(String value) {
            draft.set(KEY_FILE, value);
            return this;
        }
    }
}
