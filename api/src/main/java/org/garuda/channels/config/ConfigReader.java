package org.garuda.channels.config;

import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads every {@link Setting} from properties, else from the environment; a value that cannot be read is an error,
 * never ignored.
 */
final class ConfigReader {

    private final Map<String, String> properties;
    private final Map<String, String> environment;

    ConfigReader(Map<String, String> properties, Map<String, String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    /** Reads what this process was started with. */
    static ConfigReader ofSystem() {
        Properties system = System.getProperties();
        Map<String, String> properties = new TreeMap<>();
        for (String name : system.stringPropertyNames()) {
            String value = system.getProperty(name);
            if (value != null) {
                properties.put(name, value);
            }
        }
        return new ConfigReader(properties, System.getenv());
    }

    ChannelsConfig read() {
        ChannelsConfig config = ChannelsConfig.defaults();
        for (Setting setting : Setting.ALL) {
            String text = text(setting);
            if (text != null) {
                config = read(setting, config, text.trim());
            }
        }
        return config;
    }

    /** What looks like a setting and is none, each as a sentence. */
    List<String> misspelt() {
        return Misspelt.among(properties.keySet(), environment.keySet());
    }

    private @Nullable String text(Setting setting) {
        String property = properties.get(setting.property());
        return property == null ? environment.get(setting.variable()) : property;
    }

    private static ChannelsConfig read(Setting setting, ChannelsConfig config, String text) {
        String problem;
        RuntimeException cause;
        try {
            return setting.reader().apply(config, text);
        } catch (DateTimeParseException e) {
            problem = "write a time in seconds or like \"PT60S\"";
            cause = e;
        } catch (NumberFormatException e) {
            problem =
                    "it is no number that fits here; write a time in seconds or like \"PT60S\", anything else as a whole number";
            cause = e;
        } catch (IllegalArgumentException e) {
            problem = String.valueOf(e.getMessage());
            cause = e;
        }
        String what = setting.secret() ? " cannot be what it is: " : " cannot be \"" + text + "\": ";
        throw new IllegalArgumentException(setting.property() + what + problem, cause);
    }
}
