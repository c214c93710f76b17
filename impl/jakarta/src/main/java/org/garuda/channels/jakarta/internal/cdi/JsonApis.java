package org.garuda.channels.jakarta.internal.cdi;

import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.core.internal.logging.Build;

/**
 * The JSON APIs, which Tomcat and Jetty leave to the application. Looked for before anything that needs them, whose own
 * failure would name a class and no remedy: when CDI starts, since it passes over beans of which a class is missing,
 * and when the application does.
 */
public final class JsonApis {

    private JsonApis() {}

    /**
     * Looks for them.
     *
     * @param application where to look
     * @throws IllegalStateException when one is missing; the message names all that are and what brings them
     */
    public static void require(ClassLoader application) {
        Build build = new Build();
        List<String> missing = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        look(application, "jakarta.json.bind.Jsonb", build.yasson(), missing, wanted);
        look(application, "jakarta.json.JsonValue", build.parsson(), missing, wanted);
        if (!missing.isEmpty()) {
            throw new IllegalStateException("Garuda Channels needs " + String.join(" and ", missing)
                    + ", which this server does not bring; put " + String.join(" and ", wanted)
                    + " with their dependencies into WEB-INF/lib");
        }
    }

    private static void look(
            ClassLoader application, String type, String dependency, List<String> missing, List<String> wanted) {
        try {
            Class.forName(type, false, application);
        } catch (ClassNotFoundException e) {
            missing.add(type);
            wanted.add(dependency);
        }
    }
}
