package org.garuda.channels.core.internal.logging;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * What the build knows about itself, for messages that name versions. Read when it is needed, which is at a start or a
 * failure.
 */
public final class Build {

    private final Properties properties = new Properties();

    /** Reads what the build has left in the jar. */
    public Build() {
        try (InputStream file = Build.class.getResourceAsStream("build.properties")) {
            if (file != null) {
                properties.load(file);
            }
        } catch (IOException e) {
            // Only words in a message are lacking then.
        }
    }

    /** The version of Garuda Channels. */
    public String version() {
        return value("version");
    }

    /** The coordinates of the JSON-B provider that the project is tested with. */
    public String yasson() {
        return "org.eclipse.yasson:yasson:" + value("yasson");
    }

    /** The coordinates of the JSON-P provider that the project is tested with. */
    public String parsson() {
        return "org.eclipse.parsson:parsson:" + value("parsson");
    }

    /** The coordinates of the CDI container that the project is tested with outside of a Jakarta server. */
    public String weldSe() {
        return "org.jboss.weld.se:weld-se-core:" + value("weld");
    }

    private String value(String name) {
        return properties.getProperty(name, "unknown");
    }
}
