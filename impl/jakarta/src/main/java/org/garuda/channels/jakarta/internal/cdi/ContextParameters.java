package org.garuda.channels.jakarta.internal.cdi;

import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.Optional;
import org.garuda.channels.config.SettingsSource;

/**
 * The {@code <context-param>}s of a web application, by which two of them on one server can differ. Loaded only where
 * there are servlets.
 */
final class ContextParameters {

    private ContextParameters() {}

    static Optional<SettingsSource> of(Object application) {
        return application instanceof ServletContext context
                ? Optional.of(SettingsSource.of(
                        "context parameter",
                        context::getInitParameter,
                        Collections.list(context.getInitParameterNames())))
                : Optional.empty();
    }
}
