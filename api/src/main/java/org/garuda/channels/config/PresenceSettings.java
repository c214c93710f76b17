package org.garuda.channels.config;

/**
 * How presences are kept.
 *
 * @param unsafeKeys whether {@code __proto__}, {@code constructor} and {@code prototype} are taken as keys. Old
 *     versions of phoenix.js mistake them for what every JavaScript object inherits
 */
public record PresenceSettings(boolean unsafeKeys) {

    private static final PresenceSettings DEFAULTS = new PresenceSettings(false);

    /**
     * The defaults: unsafe keys are refused.
     *
     * @return the defaults
     */
    public static PresenceSettings defaults() {
        return DEFAULTS;
    }

    /**
     * A copy with another rule for unsafe keys.
     *
     * @param allowed whether they are taken
     * @return the copy
     */
    public PresenceSettings withUnsafeKeys(boolean allowed) {
        return new PresenceSettings(allowed);
    }
}
