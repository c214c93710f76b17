package org.garuda.channels.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One setting: what it is called, what it is when nobody sets it, and which values it takes. {@link #all()} is the only
 * list of them: what is read, what counts as misspelt and what is told at the start all follow from it.
 *
 * @param <T> the type of its values
 */
final class Setting<T> {

    /** What all names begin with. */
    static final String PREFIX = "channels.";

    /** What the name of a secret gets for the file that it is in. */
    static final String FILE_SUFFIX = "-file";

    /** Checks a value, and throws {@link IllegalArgumentException} with a sentence when it cannot be. */
    interface Check<T> {
        void check(String name, T value);
    }

    private final String name;
    private final T otherwise;
    private final @Nullable Function<String, T> reader;
    private final Check<T> check;
    private final boolean secret;

    private Setting(String name, T otherwise, @Nullable Function<String, T> reader, Check<T> check, boolean secret) {
        this.name = name;
        this.otherwise = otherwise;
        this.reader = reader;
        this.check = check;
        this.secret = secret;
    }

    /** Every setting that a name can set. */
    static List<Setting<?>> all() {
        return Stream.concat(SocketSettings.SETTINGS.stream(), NodeSettings.SETTINGS.stream())
                .filter(setting -> setting.reader != null)
                .toList();
    }

    static Setting<Integer> number(String name, int otherwise) {
        return new Setting<>(name, otherwise, Integer::parseInt, Setting::atLeastOne, false);
    }

    static Setting<Long> large(String name, long otherwise) {
        return new Setting<>(name, otherwise, Long::parseLong, Setting::atLeastOne, false);
    }

    static Setting<Duration> time(String name, Duration otherwise) {
        return new Setting<>(name, otherwise, Setting::time, Setting::positive, false);
    }

    static Setting<Duration> time(String name, Duration otherwise, Check<Duration> check) {
        return new Setting<>(name, otherwise, Setting::time, check, false);
    }

    static Setting<Boolean> flag(String name, boolean otherwise) {
        return new Setting<>(name, otherwise, Setting::flag, (its, value) -> {}, false);
    }

    /** Something of its own kind, which whoever reads it checks too. */
    static <T> Setting<T> of(String name, T otherwise, Function<String, T> reader) {
        return new Setting<>(name, otherwise, reader, (its, value) -> {}, false);
    }

    static Setting<String> text(String name) {
        return text(name, (its, value) -> {});
    }

    static Setting<String> text(String name, Check<String> check) {
        return text(name, "", check);
    }

    static Setting<String> text(String name, String otherwise, Check<String> check) {
        return new Setting<>(name, otherwise, text -> text, check, false);
    }

    /** A text that is shown nowhere, and may be in a file. */
    static Setting<String> secret(String name) {
        return secret(name, (its, value) -> {});
    }

    /** A text that is shown nowhere, and may be in a file. */
    static Setting<String> secret(String name, Check<String> check) {
        return new Setting<>(name, "", text -> text, check, true);
    }

    /** Something that is set in Java alone. */
    static <T> Setting<T> unnamed(String name, T otherwise) {
        return new Setting<>(name, otherwise, null, (its, value) -> {}, false);
    }

    /** The name without its prefix. */
    String name() {
        return name;
    }

    /** The name of the property. */
    String property() {
        return PREFIX + name;
    }

    /** The names under which it is looked up. */
    Stream<String> properties() {
        return secret ? Stream.of(property(), property() + FILE_SUFFIX) : Stream.of(property());
    }

    /** The name that an environment variable has for a property. */
    static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    T otherwise() {
        return otherwise;
    }

    @Nullable
    Function<String, T> reader() {
        return reader;
    }

    boolean isSecret() {
        return secret;
    }

    /** The value, if it can be one. */
    T checked(T value) {
        check.check(name, value);
        return value;
    }

    /** A value, fit for a log. */
    String shown(Object value) {
        return !secret ? value.toString() : value.equals(otherwise) ? "none" : "set";
    }

    private static void atLeastOne(String name, Number value) {
        if (value.longValue() < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, but is " + value);
        }
    }

    private static void positive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " must be positive, but is " + value);
        }
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("it must be true or false");
        };
    }

    private static Duration time(String text) {
        return text.startsWith("P")
                ? Duration.parse(text)
                : Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
    }

    /** The entries of a list with commas. */
    static String[] list(String text) {
        return text.split("\\s*,\\s*");
    }
}
