package org.garuda.channels.config;

import java.util.List;

/**
 * How presences are kept on a node. Changed with {@link NodeSettings.Builder#presence}; immutable.
 */
public final class PresenceSettings extends Group {

    private static final Setting<Integer> META_BYTES = Setting.number("limits.presence-meta-bytes", 16 * 1024);
    private static final Setting<Integer> KEYS_PER_CLIENT = Setting.number("limits.presence-keys", 100);
    private static final Setting<Boolean> UNSAFE_KEYS = Setting.flag("presence.unsafe-keys", false);

    static final List<Setting<?>> SETTINGS = List.of(META_BYTES, KEYS_PER_CLIENT, UNSAFE_KEYS);

    PresenceSettings(Values values) {
        super(values, SETTINGS);
    }

    /**
     * Size of one presence in bytes: its key, and its meta as JSON with what updates merge into it; a larger one is an
     * exception in the caller. 16,384 by default.
     *
     * @return the limit
     */
    public int metaBytes() {
        return values.get(META_BYTES);
    }

    /**
     * Presences that one client may have tracked at once; a further one is an exception in the caller. 100 by default.
     *
     * @return the limit
     */
    public int keysPerClient() {
        return values.get(KEYS_PER_CLIENT);
    }

    /**
     * Whether {@code __proto__}, {@code constructor} and {@code prototype} are taken as keys. Old versions of
     * phoenix.js mistake them for what every JavaScript object inherits. False by default.
     *
     * @return true if they are
     */
    public boolean unsafeKeys() {
        return values.get(UNSAFE_KEYS);
    }

    /** Sets some of them; not for use by several threads. */
    public static final class Builder {

        private final Values.Draft draft;

        Builder(Values.Draft draft) {
            this.draft = draft;
        }

        /**
         * Sets {@link PresenceSettings#metaBytes()}.
         *
         * @param value at least 1
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder metaBytes(int value) {
            draft.set(META_BYTES, value);
            return this;
        }

        /**
         * Sets {@link PresenceSettings#keysPerClient()}.
         *
         * @param value at least 1
         * @return this
         * @throws IllegalArgumentException when it is not
         */
        public Builder keysPerClient(int value) {
            draft.set(KEYS_PER_CLIENT, value);
            return this;
        }

        /**
         * Sets {@link PresenceSettings#unsafeKeys()}.
         *
         * @param value whether it is so
         * @return this
         */
        public Builder unsafeKeys(boolean value) {
            draft.set(UNSAFE_KEYS, value);
            return this;
        }
    }
}
