package org.garuda.channels.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something that a property or an environment variable can set. {@link #ALL} is the only list of them: what is read,
 * what counts as misspelt and what is told at the start all follow from it.
 *
 * @param property the name of the property
 * @param reader puts what a text says into the settings; throws when it cannot be read
 * @param value what the settings have now, or null for nothing
 * @param secret whether the value must not be shown
 */
record Setting(
        String property,
        BiFunction<ChannelsConfig, String, ChannelsConfig> reader,
        Function<ChannelsConfig, @Nullable Object> value,
        boolean secret) {

    /** What all names begin with. */
    static final String PREFIX = "channels.";

    static final List<Setting> ALL = Stream.of(
                    Stream.of(
                            of("path", (config, text) -> config.path(text), ChannelsConfig::path),
                            of("origins", (config, text) -> config.origins(origins(text)), Setting::origins),
                            of("hosts", (config, text) -> config.hosts(hosts(text)), Setting::hosts),
                            of("proxies", (config, text) -> config.proxies(proxies(text)), Setting::proxies)),
                    Stream.of(Limits.Name.values()).map(Setting::limit),
                    Stream.of(
                            timeout("idle", Timeouts::withIdle, Timeouts::idle),
                            timeout("join", Timeouts::withJoin, Timeouts::join),
                            timeout("send", Timeouts::withSend, Timeouts::send),
                            timeout("stop", Timeouts::withStop, Timeouts::stop),
                            outbox("bytes", (of, text) -> of.withBytes(Long.parseLong(text)), OutboxLimits::bytes),
                            outbox("messages", (of, text) -> of.withMessages(number(text)), OutboxLimits::messages),
                            outbox("age", (of, text) -> of.withAge(time(text)), OutboxLimits::age),
                            of(
                                    "presence.unsafe-keys",
                                    (config, text) -> config.presence(of -> of.withUnsafeKeys(flag(text))),
                                    config -> config.presence().unsafeKeys()),
                            longPoll("enabled", (of, text) -> of.withEnabled(flag(text)), LongPollSettings::enabled),
                            longPoll("window", (of, text) -> of.withWindow(time(text)), LongPollSettings::window),
                            longPoll(
                                    "token-age", (of, text) -> of.withTokenAge(time(text)), LongPollSettings::tokenAge),
                            longPoll(
                                    "body-bytes",
                                    (of, text) -> of.withBodyBytes(number(text)),
                                    LongPollSettings::bodyBytes),
                            longPoll(
                                    "batch-lines",
                                    (of, text) -> of.withBatchLines(number(text)),
                                    LongPollSettings::batchLines),
                            longPoll(
                                    "sessions-per-address",
                                    (of, text) -> of.withSessionsPerAddress(number(text)),
                                    LongPollSettings::sessionsPerAddress),
                            longPoll(
                                    "posts-per-session",
                                    (of, text) -> of.withPostsPerSession(number(text)),
                                    LongPollSettings::postsPerSession),
                            longPoll("secret", LongPollSettings::withSecret, LongPollSettings::secret)
                                    .hidden()))
            .flatMap(settings -> settings)
            .toList();

    /** The name of the environment variable. */
    String variable() {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** What the settings have, for a log. */
    String shown(ChannelsConfig config) {
        Object current = value.apply(config);
        return current == null ? "none" : secret ? "set" : current.toString();
    }

    private static Setting of(
            String name,
            BiFunction<ChannelsConfig.Builder, String, ChannelsConfig.Builder> reader,
            Function<ChannelsConfig, @Nullable Object> value) {
        return new Setting(
                PREFIX + name,
                (config, text) -> reader.apply(config.toBuilder(), text).build(),
                value,
                false);
    }

    private static Setting limit(Limits.Name name) {
        return of(
                "limits." + name.setting(),
                (config, text) -> config.limits(limits -> limits.with(name, Long.parseLong(text))),
                config -> config.limits().get(name));
    }

    private static Setting timeout(
            String name, BiFunction<Timeouts, Duration, Timeouts> with, Function<Timeouts, Object> value) {
        return of(
                "timeouts." + name,
                (config, text) -> config.timeouts(timeouts -> with.apply(timeouts, time(text))),
                config -> value.apply(config.timeouts()));
    }

    private static Setting outbox(
            String name, BiFunction<OutboxLimits, String, OutboxLimits> with, Function<OutboxLimits, Object> value) {
        return of(
                "outbox." + name,
                (config, text) -> config.outbox(outbox -> with.apply(outbox, text)),
                config -> value.apply(config.outbox()));
    }

    private static Setting longPoll(
            String name,
            BiFunction<LongPollSettings, String, LongPollSettings> with,
            Function<LongPollSettings, @Nullable Object> value) {
        return of(
                "longpoll." + name,
                (config, text) -> config.longPoll(longPoll -> with.apply(longPoll, text)),
                config -> value.apply(config.longPoll()));
    }

    private Setting hidden() {
        return new Setting(property, reader, value, true);
    }

    private static Origins origins(String text) {
        return switch (text) {
            case "same-host" -> Origins.sameHost();
            case "anywhere" -> Origins.anywhere();
            default -> Origins.of(list(text));
        };
    }

    /** As {@link #origins(String)} reads them. */
    private static String origins(ChannelsConfig config) {
        Origins origins = config.origins();
        if (origins instanceof Origins.Listed listed) {
            return String.join(", ", listed.origins());
        }
        return origins instanceof Origins.Anywhere ? "anywhere" : "same-host";
    }

    private static Hosts hosts(String text) {
        return switch (text) {
            case "any" -> Hosts.any();
            case "loopback" -> Hosts.loopback();
            default -> Hosts.of(list(text));
        };
    }

    private static String hosts(ChannelsConfig config) {
        return config.hosts() instanceof Hosts.Named named ? String.join(", ", named.names()) : "any";
    }

    private static Proxies proxies(String text) {
        return text.equals("none") ? Proxies.none() : Proxies.of(list(text));
    }

    private static String proxies(ChannelsConfig config) {
        String blocks = config.proxies().blocks().stream()
                .map(block -> block.network().getHostAddress() + "/" + block.bits())
                .collect(Collectors.joining(", "));
        return blocks.isEmpty() ? "none" : blocks;
    }

    private static String[] list(String text) {
        return text.split("\\s*,\\s*");
    }

    private static int number(String text) {
        return Integer.parseInt(text);
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
}
