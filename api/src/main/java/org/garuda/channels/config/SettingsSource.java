package org.garuda.channels.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where the text of settings comes from: a server asks the context parameters of its web application, then the system
 * properties, then the environment, then MicroProfile Config where there is one. For applications that have a
 * configuration of their own there is {@link #of}. Immutable as long as what it reads is.
 */
public final class SettingsSource {

    private final String kind;
    private final UnaryOperator<String> naming;
    private final Function<String, @Nullable String> values;
    private final Collection<String> names;

    private SettingsSource(
            String kind,
            UnaryOperator<String> naming,
            Function<String, @Nullable String> values,
            Collection<String> names) {
        this.kind = kind;
        this.naming = naming;
        this.values = values;
        this.names = names;
    }

    /**
     * The system properties {@code channels.…}, as they are at this moment.
     *
     * @return the source
     */
    public static SettingsSource systemProperties() {
        return of("system property", System::getProperty, System.getProperties().stringPropertyNames());
    }

    /**
     * The environment variables: the names of the properties in capitals, with {@code _} for {@code .} and {@code -},
     * such as {@code CHANNELS_LIMITS_CLIENTS}.
     *
     * @return the source
     */
    public static SettingsSource environment() {
        return environment(System.getenv()::get, System.getenv().keySet());
    }

    static SettingsSource environment(Function<String, @Nullable String> values, Collection<String> names) {
        return new SettingsSource("environment variable", Setting::variable, values, names);
    }

    /**
     * A source of the application's.
     *
     * @param kind what a name is there, for messages, such as {@code "context parameter"}
     * @param values gives the text of a property {@code channels.…}, or null if it has none; called while settings are
     *     read, on that thread
     * @param names the names that there are, to find those that are misspelt; others than {@code channels.…} do not
     *     matter
     * @return the source
     */
    public static SettingsSource of(String kind, Function<String, @Nullable String> values, Collection<String> names) {
        return new SettingsSource(
                Objects.requireNonNull(kind, "the kind must not be null"),
                name -> name,
                Objects.requireNonNull(values, "the function that gives the values must not be null"),
                List.copyOf(Objects.requireNonNull(names, "the names must not be null; use List.of() for none")));
    }

    /**
     * Names of this source that look like settings and are none, each as a sentence that names the setting that is
     * spelt most like it.
     *
     * @return the sentences, mostly none
     */
    public List<String> misspelt() {
        return Misspelt.among(kind, naming, names);
    }

    /** The value of a setting, or null if it is not here. */
    <T> @Nullable T read(Setting<T> setting) {
        Function<String, T> reader = setting.reader();
        if (reader == null) {
            return null;
        }
        String text = values.apply(naming.apply(setting.property()));
        if (setting.isSecret()) {
            String property = setting.property() + Setting.FILE_SUFFIX;
            String file = values.apply(naming.apply(property));
            if (file != null) {
                if (text != null) {
                    throw new IllegalArgumentException(setting.property() + " and " + property + " are both set as "
                            + kind + "; remove one of them");
                }
                return parsed(setting, reader, SecretFile.read(property, file.trim()));
            }
        }
        return text == null ? null : parsed(setting, reader, text.trim());
    }

    private static <T> T parsed(Setting<T> setting, Function<String, T> reader, String text) {
        String problem;
        RuntimeException cause;
        try {
            return setting.checked(reader.apply(text));
        } catch (DateTimeParseException e) {
            problem = "write a time in seconds or like \"PT60S\"";
            cause = e;
        } catch (NumberFormatException e) {
            problem = "it is no number that fits here; write a time in seconds or like \"PT60S\", anything else as a"
                    + " whole number";
            cause = e;
        } catch (IllegalArgumentException e) {
            problem = String.valueOf(e.getMessage());
            cause = e;
        }
        // The cause of what a secret cannot be may have it in its text.
        throw setting.isSecret()
                ? new IllegalArgumentException(setting.property() + " cannot be what it is: " + problem)
                : new IllegalArgumentException(setting.property() + " cannot be \"" + text + "\": " + problem, cause);
    }

    /** A secret in a file, as orchestrators mount them. What it says is in no message. */
    private static final class SecretFile {

        private static final int MOST_BYTES = 64 * 1024;

        private SecretFile() {}

        /** The text of the file, without the end of its line. */
        static String read(String property, String file) {
            try (InputStream in = Files.newInputStream(Path.of(file))) {
                byte[] bytes = in.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) {
                    throw unusable(property, file, "it is larger than " + MOST_BYTES + " bytes, so it is no secret");
                }
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                return text.replaceFirst("\\r?\\n\\z", "");
            } catch (CharacterCodingException e) {
                throw unusable(property, file, "it is no text in UTF-8");
            } catch (NoSuchFileException e) {
                throw unusable(property, file, "there is no such file");
            } catch (IOException | InvalidPathException e) {
                throw unusable(property, file, "it cannot be read (" + e + ")");
            }
        }

        private static IllegalArgumentException unusable(String property, String file, String why) {
            return new IllegalArgumentException(property + " cannot be \"" + file + "\": " + why);
        }
    }
}
