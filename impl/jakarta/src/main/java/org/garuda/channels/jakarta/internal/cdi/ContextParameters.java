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

    private static final int MOST_PREFIX = 100;

    private ContextParameters() {}

    static Optional<SettingsSource> of(Object application) {
        return application instanceof ServletContext context
                ? Optional.of(SettingsSource.of(
                        "context parameter",
                        context::getInitParameter,
                        Collections.list(context.getInitParameterNames())))
                : Optional.empty();
    }

    /** What the names on a broker begin with for an application at this context path, unless it says so itself. */
    static String busPrefix(Object application) {
        String path = application instanceof ServletContext context ? context.getContextPath() : "";
        String plain = path.replaceAll("^/+|/+$", "").replace('/', '.').replaceAll("[^A-Za-z0-9._-]", "_");
        return plain.substring(0, Math.min(plain.length(), MOST_PREFIX)).replaceAll("^\\.+|\\.+$", "");
    }
}
