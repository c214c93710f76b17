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
        Timeouts timeouts = defaults.timeouts();
        OutboxLimits outbox = defaults.outbox();
        LongPollSettings longPoll = defaults.longPoll();
        return new ChannelsConfig(
                read("channels.path", defaults.path(), ConfigReader::path),
                read("channels.origins", defaults.origins(), ConfigReader::origins),
                read("channels.hosts", defaults.hosts(), ConfigReader::hosts),
                read("channels.proxies", defaults.proxies(), ConfigReader::proxies),
                limits(defaults.limits()),
                new Timeouts(
                        time("channels.timeouts.idle", timeouts.idle()),
                        time("channels.timeouts.join", timeouts.join()),
                        time("channels.timeouts.send", timeouts.send()),
                        time("channels.timeouts.stop", timeouts.stop())),
                new OutboxLimits(
                        longNumber("channels.outbox.bytes", outbox.bytes()),
                        number("channels.outbox.messages", outbox.messages()),
                        time("channels.outbox.age", outbox.age()),
                        outbox.overflow()),
                new PresenceSettings(flag(
                        "channels.presence.unsafe-keys", defaults.presence().unsafeKeys())),
                new LongPollSettings(
                        flag("channels.longpoll.enabled", longPoll.enabled()),
                        time("channels.longpoll.window", longPoll.window()),
                        time("channels.longpoll.token-age", longPoll.tokenAge()),
                        number("channels.longpoll.body-bytes", longPoll.bodyBytes()),
                        number("channels.longpoll.batch-lines", longPoll.batchLines()),
                        number("channels.longpoll.sessions-per-address", longPoll.sessionsPerAddress()),
                        text("channels.longpoll.secret")));
    }

    private Limits limits(Limits limits) {
        for (Limits.Name name : Limits.Name.values()) {
            Limits before = limits;
            limits = read(
                    "channels.limits." + name.setting(), before, value -> before.with(name, Long.parseLong(value)));
        }
        return limits;
    }

    private static String path(String value) {
        return ChannelsConfig.builder().path(value).build().path();
    }

    private static Origins origins(String value) {
        return switch (value) {
            case "same-host" -> Origins.sameHost();
            case "anywhere" -> Origins.anywhere();
            default -> Origins.of(value.split("\\s*,\\s*"));
        };
    }

    private static Hosts hosts(String value) {
        return switch (value) {
            case "any" -> Hosts.any();
            case "loopback" -> Hosts.loopback();
            default -> Hosts.of(value.split("\\s*,\\s*"));
        };
    }

    private static Proxies proxies(String value) {
        return value.equals("none") ? Proxies.none() : Proxies.of(value.split("\\s*,\\s*"));
    }

    private int number(String name, int otherwise) {
        return read(name, otherwise, value -> {
            int number = Integer.parseInt(value);
            requirePositive(number > 0);
            return number;
        });
    }

    private long longNumber(String name, long otherwise) {
        return read(name, otherwise, value -> {
            long number = Long.parseLong(value);
            requirePositive(number > 0);
            return number;
        });
    }

    private boolean flag(String name, boolean otherwise) {
        String value = text(name);
        if (value == null) {
            return otherwise;
        }
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(name + " must be true or false, but is \"" + value + "\"");
        };
    }

    private Duration time(String name, Duration otherwise) {
        return read(name, otherwise, value -> {
            Duration time = value.startsWith("P")
                    ? Duration.parse(value)
                    : Duration.ofMillis(Math.round(Double.parseDouble(value) * 1000));
            requirePositive(!time.isZero() && !time.isNegative());
            return time;
        });
    }

    private static void requirePositive(boolean positive) {
        if (!positive) {
            throw new IllegalArgumentException("it must be positive");
        }
    }

    private <T> T read(String name, T otherwise, Function<String, T> reading) {
        String value = text(name);
        if (value == null) {
            return otherwise;
        }
        String problem;
        RuntimeException cause;
        try {
            return reading.apply(value);
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
        throw new IllegalArgumentException(name + " cannot be \"" + value + "\": " + problem, cause);
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
