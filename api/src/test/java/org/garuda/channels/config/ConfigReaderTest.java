package org.garuda.channels.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    private ChannelsConfig read() {
        return new ConfigReader(properties, environment).read();
    }

    @Test
    void nothingSetMeansTheDefaults() {
        assertEquals(ChannelsConfig.defaults(), read());
    }

    @Test
    void everyPropertyIsRead() {
        properties.put("channels.path", "/live");
        properties.put("channels.origins", "https://a.example, //*.b.example");
        properties.put("channels.hosts", "chat.example, *.b.example");
        properties.put("channels.proxies", "127.0.0.1, fd00::/8");
        Limits limits = Limits.defaults();
        int value = 10;
        for (Limits.Name name : Limits.Name.values()) {
            properties.put("channels.limits." + name.setting(), Integer.toString(++value));
            limits = limits.with(name, value);
        }
        properties.put("channels.timeouts.idle", "PT2M");
        properties.put("channels.timeouts.join", "5");
        properties.put("channels.timeouts.send", "0.25");
        properties.put("channels.timeouts.stop", " 7 ");
        properties.put("channels.outbox.bytes", "5000000000");
        properties.put("channels.outbox.messages", "21");
        properties.put("channels.outbox.age", "22");
        properties.put("channels.longpoll.enabled", "false");
        properties.put("channels.longpoll.window", "23");
        properties.put("channels.longpoll.token-age", "PT24H");
        properties.put("channels.longpoll.body-bytes", "25");
        properties.put("channels.longpoll.batch-lines", "26");
        properties.put("channels.longpoll.sessions-per-address", "27");
        properties.put("channels.longpoll.posts-per-session", "28");
        properties.put("channels.longpoll.secret", SECRET);
        assertEquals(
                new ChannelsConfig(
                        "/live",
                        Origins.of("https://a.example", "//*.b.example"),
                        Hosts.of("chat.example", "*.b.example"),
                        Proxies.of("127.0.0.1", "fd00::/8"),
                        limits,
                        new Timeouts(
                                Duration.ofMinutes(2),
                                Duration.ofSeconds(5),
                                Duration.ofMillis(250),
                                Duration.ofSeconds(7)),
                        new OutboxLimits(5_000_000_000L, 21, Duration.ofSeconds(22), Map.of()),
                        PresenceSettings.defaults(),
                        new LongPollSettings(
                                false, Duration.ofSeconds(23), Duration.ofHours(24), 25, 26, 27, 28, SECRET)),
                read());
    }

    @Test
    void theEnvironmentIsReadInCapitals() {
        environment.put("CHANNELS_LIMITS_CHANNELS_PER_CLIENT", "7");
        environment.put("CHANNELS_ORIGINS", "anywhere");
        assertEquals(7, read().limits().channelsPerClient());
        assertEquals(Origins.anywhere(), read().origins());
    }

    @Test
    void aPropertyWinsOverTheEnvironment() {
        environment.put("CHANNELS_LIMITS_CLIENTS", "7");
        properties.put("channels.limits.clients", "8");
        assertEquals(8, read().limits().clients());
    }

    @Test
    void originsHostsAndProxiesMayBeWords() {
        properties.put("channels.origins", "same-host");
        properties.put("channels.hosts", "loopback");
        properties.put("channels.proxies", "none");
        assertEquals(Origins.sameHost(), read().origins());
        assertEquals(Hosts.loopback(), read().hosts());
        assertEquals(Proxies.none(), read().proxies());
        properties.put("channels.hosts", "any");
        assertEquals(Hosts.any(), read().hosts());
    }

    @ParameterizedTest
    @CsvSource({
        "channels.path,live",
        "channels.path,/",
        "channels.path,/a/",
        "channels.path,/a?b",
        "channels.path,''",
        "channels.origins,example.com",
        "channels.origins,''",
        "channels.hosts,''",
        "channels.hosts,chat.example:4000",
        "channels.hosts,https://chat.example",
        "channels.proxies,''",
        "channels.proxies,proxy.example",
        "channels.proxies,10.0.0.0/33",
        "channels.limits.clients,many",
        "channels.limits.clients,1.5",
        "channels.limits.clients,''",
        "channels.limits.clients,0",
        "channels.limits.topic-bytes,-1",
        "channels.limits.event-bytes,99999999999",
        "channels.timeouts.idle,1 minute",
        "channels.timeouts.idle,PT",
        "channels.timeouts.join,0",
        "channels.timeouts.send,-5",
        "channels.timeouts.stop,NaN",
        "channels.outbox.bytes,1MB",
        "channels.outbox.bytes,0",
        "channels.outbox.messages,0",
        "channels.outbox.age,PT0S"
    })
    void aBadValueIsAnErrorThatNamesPropertyAndValue(String name, String value) {
        properties.put(name, value);
        var e = assertThrows(IllegalArgumentException.class, this::read);
        assertTrue(e.getMessage().contains(name) && e.getMessage().contains("\"" + value + "\""), e.getMessage());
    }

    @Test
    void everySettingIsToldWhereItDiffers() {
        assertEquals(Map.of(), read().differences());
        Map<String, String> given = new LinkedHashMap<>();
        for (Setting setting : Setting.ALL) {
            given.put(setting.property(), other(setting));
        }
        properties.putAll(given);
        given.put("channels.longpoll.secret", "set");
        assertEquals(
                List.copyOf(given.entrySet()), List.copyOf(read().differences().entrySet()));
    }

    /** A value that is no setting's default, written as it is shown. */
    private static String other(Setting setting) {
        return switch (setting.property()) {
            case "channels.path" -> "/live";
            case "channels.origins" -> "https://a.example, //*.b.example";
            case "channels.hosts" -> "chat.example, *.b.example";
            case "channels.proxies" -> "10.0.0.0/8, 127.0.0.1/32";
            case "channels.presence.unsafe-keys" -> "true";
            case "channels.longpoll.enabled" -> "false";
            case "channels.longpoll.secret" -> SECRET;
            default -> setting.value().apply(ChannelsConfig.defaults()) instanceof Duration ? "PT33S" : "33";
        };
    }

    @Test
    void aSecretThatIsTooShortIsRefusedAndNotShown() {
        properties.put("channels.longpoll.secret", "too short");
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, this::read);
        assertTrue(String.valueOf(e.getMessage()).contains("32 bytes"), e.getMessage());
        assertTrue(!String.valueOf(e.getMessage()).contains("too short"), e.getMessage());
        properties.put("channels.longpoll.secret", SECRET);
        assertTrue(!read().toString().contains(SECRET), "the secret gets into logs");
    }
}
