package org.garuda.channels.jakarta.internal.cdi;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.garuda.channels.config.SettingsSource;

/** What MicroProfile Config says. The only class that needs its API, and no bean, so that nobody else loads it. */
final class MicroProfileSettings {

    private static final System.Logger LOG = System.getLogger(MicroProfileSettings.class.getName());

    private MicroProfileSettings() {}

    /** Those of the application whose class loader the thread has; none where the API has no implementation. */
    static Optional<SettingsSource> source() {
        Config config;
        try {
            config = ConfigProvider.getConfig();
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "MicroProfile Config cannot be asked", e);
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        config.getPropertyNames().forEach(names::add);
        names.removeAll(System.getProperties().stringPropertyNames()); // Which have been looked at already.
        return Optional.of(SettingsSource.of(
                "MicroProfile Config property",
                name -> config.getOptionalValue(name, String.class).orElse(null),
                names));
    }
}
