package org.garuda.channels.jakarta.servlet;

import java.util.Map;
import org.garuda.channels.core.logging.Build;

/** The JSON APIs, which Tomcat and Jetty leave to the application. Looked for before anything that needs them, whose own failure would name a class and no remedy. */
final class JsonApis {

    private JsonApis() {}

    /** @throws IllegalStateException when one is missing; the message names what brings it */
    static void require(ClassLoader application) {
        Build build = new Build();
        Map<String, String> needed =
                Map.of("jakarta.json.JsonValue", build.parsson(), "jakarta.json.bind.Jsonb", build.yasson());
        needed.forEach((type, dependency) -> {
            try {
                Class.forName(type, false, application);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(
                        "Garuda Channels needs " + type + ", which this server does not bring; put " + dependency
                                + " with its dependencies into WEB-INF/lib",
                        e);
            }
        });
    }
}
