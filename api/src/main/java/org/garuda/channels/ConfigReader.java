package org.garuda.channels;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads settings from properties, else from the environment; a value that cannot be read is an error, never ignored. */
final class ConfigReader {

    private final Function<String, @Nullable String> properties;
    private final Function<String, @Nullable String> environment;

    ConfigReader(Function<String, @Nullable String> properties, Function<String, @Nullable String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    ChannelsConfig read() {
        ChannelsConfig defaults = ChannelsConfig.defaults();
        Limits limits = defaults.limits();
        Timeouts timeouts = defaults.timeouts();
        OutboxLimits outbox = defaults.outbox();
        String path = text("channels.path");
        return new ChannelsConfig(
                path == null ? defaults.path() : path,
                origins(text("channels.origins")),
                new Limits(
                        number("channels.limits.message-bytes", limits.messageBytes()),
                        number("channels.limits.topic-bytes", limits.topicBytes()),
                        number("channels.limits.event-bytes", limits.eventBytes()),
                        number("channels.limits.channels-per-client", limits.channelsPerClient()),
                        number("channels.limits.pending-messages", limits.pendingMessages()),
                        number("channels.limits.clients", limits.clients()),
                        number("channels.limits.listener-buffer", limits.listenerBuffer())),
                new Timeouts(
                        time("channels.timeouts.idle", timeouts.idle()),
                        time("channels.timeouts.join", timeouts.join()),
                        time("channels.timeouts.send", timeouts.send()),
                        time("channels.timeouts.stop", timeouts.stop())),
                new OutboxLimits(
                        number("channels.outbox.bytes", (int) outbox.bytes()),
                        number("channels.outbox.messages", outbox.messages()),
                        time("channels.outbox.age", outbox.age()),
                        outbox.overflow()));
    }

    private static Origins origins(@Nullable String value) {
        if (value == null || value.equals("same-host")) {
            return Origins.sameHost();
        }
        return value.equals("anywhere") ? Origins.anywhere() : Origins.of(value.split("\\s*,\\s*"));
    }

    private int number(String name, int otherwise) {
        String value = text(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number, but is \"" + value + "\"", e);
        }
    }

    private Duration time(String name, Duration otherwise) {
        String value = text(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return value.startsWith("P")
                    ? Duration.parse(value)
                    : Duration.ofMillis(Math.round(Double.parseDouble(value) * 1000));
        } catch (DateTimeParseException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    name + " must be seconds or like \"PT60S\", but is \"" + value + "\"", e);
        }
    }

    private @Nullable String text(String name) {
        String value = properties.apply(name);
        if (value == null) {
            value = environment.apply(
                    name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'));
        }
        return value == null ? null : value.trim();
    }
}
