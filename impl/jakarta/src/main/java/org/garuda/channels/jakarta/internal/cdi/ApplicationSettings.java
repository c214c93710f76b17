package org.garuda.channels.jakarta.internal.cdi;

import java.util.Optional;
import java.util.stream.Stream;
import org.garuda.channels.config.SettingsSource;
import org.jspecify.annotations.Nullable;

/** Where an application's settings come from that no producer makes. Safe for use by any thread. */
final class ApplicationSettings {

    private volatile @Nullable SettingsSource parameters;
    private volatile String busPrefix = "";

    /** What is asked, in this order. */
    SettingsSource[] sources() {
        return Stream.of(
                        Stream.ofNullable(parameters),
                        Stream.of(SettingsSource.systemProperties(), SettingsSource.environment()),
                        microProfile().stream())
                .flatMap(some -> some)
                .toArray(SettingsSource[]::new);
    }

    /** What the names on a broker begin with if no setting says so. */
    String busPrefix() {
        return busPrefix;
    }

    /**
     * Has settings come from the context parameters of a web application.
     *
     * @param application a {@code ServletContext}; anything else has no parameters
     */
    void readParametersOf(Object application) {
        try {
            parameters = ContextParameters.of(application).orElse(parameters);
            busPrefix = ContextParameters.busPrefix(application);
        } catch (LinkageError e) {
            return; // A server without servlets has no parameters either.
        }
    }

    /** The only place that touches the class, which nobody can load where the API is missing. */
    private static Optional<SettingsSource> microProfile() {
        try {
            return MicroProfileSettings.source();
        } catch (LinkageError e) {
            return Optional.empty();
        }
    }
}
