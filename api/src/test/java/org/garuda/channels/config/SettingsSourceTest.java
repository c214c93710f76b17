package org.garuda.channels.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsSourceTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String SECRET_FILE = "channels.longpoll.secret-file";

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    Path folder;

    private SettingsSource[] sources() {
        return new SettingsSource[] {
            SettingsSource.of("system property", properties::get, properties.keySet()),
            SettingsSource.environment(environment::get, environment.keySet())
        };
    }

    private SocketSettings socket() {
        return SocketSettings.defaults().orElse(sources());
    }

    private NodeSettings node() {
        return NodeSettings.defaults().orElse(sources());
    }

    private Map<String, String> differences() {
        Map<String, String> all = new LinkedHashMap<>(socket().differences());
        all.putAll(node().differences());
        return all;
    }

    @Test
    void nothingSetMeansTheDefaults() {
        assertEquals(SocketSettings.defaults(), socket());
        assertEquals(NodeSettings.defaults(), node());
        assertEquals(Map.of(), differences());
    }

    /** Each as it is written, and as it is shown. */
    @Test
    void everySettingIsReadAndToldWhereItDiffers() {
        Map<String, String> given = new LinkedHashMap<>();
        for (Setting<?> setting : Setting.all()) {
            given.put(setting.property(), other(setting));
        }
        assertEquals(
                48,
                given.size(),
                "a setting has come or gone: correct the number, README.md and the tables in Javadoc");
        properties.putAll(given);
        for (String secret : List.of("channels.longpoll.secret", "channels.bus", "channels.bus.password")) {
            given.put(secret, "set");
        }
        assertEquals(given, differences());
        assertEquals(SECRET, socket().longPoll().secret());
        assertEquals(Duration.ofSeconds(33), socket().timeouts().idle());
    }

    /** A value that is no setting's default, written as it is shown. */
    private static String other(Setting<?> setting) {
        return switch (setting.property()) {
            case "channels.path" -> "/live";
            case "channels.origins" -> "https://a.example, //*.b.example";
            case "channels.hosts" -> "chat.example, *.b.example";
            case "channels.proxies" -> "10.0.0.0/8, 127.0.0.1/32";
            case "channels.presence.unsafe-keys" -> "true";
            case "channels.bus" -> "redis://user:secret@broker:6379";
            case "channels.bus.required" -> "true";
            case "channels.longpoll.enabled" -> "false";
            case "channels.longpoll.secret" -> SECRET;
            default -> setting.otherwise() instanceof Duration ? "PT33S" : "33";
        };
    }

    @Test
    void timesAreWrittenInSecondsOrAsInIso8601() {
        properties.put("channels.timeouts.idle", "PT2M");
        properties.put("channels.timeouts.join", "5");
        properties.put("channels.timeouts.send", "0.25");
        properties.put("channels.timeouts.stop", " 7 ");
        assertEquals(Duration.ofMinutes(2), socket().timeouts().idle());
        assertEquals(Duration.ofSeconds(5), socket().timeouts().join());
        assertEquals(Duration.ofMillis(250), socket().timeouts().send());
        assertEquals(Duration.ofSeconds(7), node().stop());
    }

    @Test
    void theEnvironmentIsReadInCapitals() {
        environment.put("CHANNELS_LIMITS_CHANNELS_PER_CLIENT", "7");
        environment.put("CHANNELS_ORIGINS", "anywhere");
        assertEquals(7, socket().limits().channelsPerClient());
        assertEquals(Origins.anywhere(), socket().origins());
    }

    @Test
    void theFirstSourceThatKnowsASettingWinsAndWhatIsSetInJavaBeforeAll() {
        environment.put("CHANNELS_LIMITS_CLIENTS", "7");
        environment.put("CHANNELS_LIMITS_HEAD_LINES", "70");
        environment.put("CHANNELS_TIMEOUTS_STOP", "700");
        properties.put("channels.limits.clients", "8");
        properties.put("channels.limits.head-lines", "80");
        NodeSettings settings = NodeSettings.builder().clients(9).build().orElse(sources());
        assertEquals(9, settings.clients());
        assertEquals(80, settings.http().headLines());
        assertEquals(Duration.ofSeconds(700), settings.stop());
    }

    @Test
    void whatIsSetInJavaToTheDefaultStandsToo() {
        properties.put("channels.limits.clients", "8");
        assertEquals(
                100_000,
                NodeSettings.builder()
                        .clients(100_000)
                        .build()
                        .orElse(sources())
                        .clients());
    }

    @Test
    void originsHostsAndProxiesMayBeWords() {
        properties.put("channels.origins", "same-host");
        properties.put("channels.hosts", "loopback");
        properties.put("channels.proxies", "none");
        assertEquals(Origins.sameHost(), socket().origins());
        assertEquals(Hosts.loopback(), node().http().hosts());
        assertEquals(Proxies.none(), node().http().proxies());
        properties.put("channels.hosts", "any");
        assertEquals(Hosts.any(), node().http().hosts());
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
        var e = assertThrows(IllegalArgumentException.class, this::differences);
        assertTrue(e.getMessage().contains(name) && e.getMessage().contains("\"" + value + "\""), e.getMessage());
    }

    @Test
    void aSecretThatIsTooShortIsRefusedAndNotShown() {
        properties.put("channels.longpoll.secret", "too short");
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, this::socket);
        assertTrue(String.valueOf(e.getMessage()).contains("32 bytes"), e.getMessage());
        for (Throwable each = e; each != null; each = each.getCause()) {
            assertFalse(String.valueOf(each).contains("too short"), each.toString());
        }
        properties.put("channels.longpoll.secret", SECRET);
        assertFalse(socket().toString().contains(SECRET), "the secret gets into logs");
        assertFalse(socket().longPoll().toString().contains(SECRET), "the secret gets into logs");
    }

    @ParameterizedTest
    @CsvSource({"''", "'\n'", "'\r\n'"})
    void aSecretIsReadFromAFileWithoutTheEndOfItsLine(String end) throws IOException {
        environment.put("CHANNELS_LONGPOLL_SECRET_FILE", file(SECRET + " " + end));
        assertEquals(SECRET + " ", socket().longPoll().secret());
        assertEquals("set", socket().differences().get("channels.longpoll.secret"));
        assertEquals(List.of(), sources()[1].misspelt());
    }

    @Test
    void onlyOneEndOfALineIsTakenAway() throws IOException {
        properties.put(SECRET_FILE, file(SECRET + "\n\n"));
        assertEquals(SECRET + "\n", socket().longPoll().secret());
    }

    @Test
    void aFileOfAnEarlierSourceWinsOverASecretOfALaterOne() throws IOException {
        properties.put(SECRET_FILE, file(SECRET));
        environment.put("CHANNELS_LONGPOLL_SECRET", "f".repeat(32));
        assertEquals(SECRET, socket().longPoll().secret());
    }

    @Test
    void aSecretAndAFileInOnePlaceAreAnError() throws IOException {
        properties.put("channels.longpoll.secret", SECRET);
        properties.put(SECRET_FILE, file(SECRET));
        unusable("both set");
    }

    @Test
    void aFileThatIsNotThereOrCannotBeReadIsAClearError() throws IOException {
        properties.put(SECRET_FILE, folder.resolve("none").toString());
        unusable("no such file");
        properties.put(SECRET_FILE, folder.toString());
        unusable("cannot be read");
        properties.put(SECRET_FILE, "a\u0000b");
        unusable("cannot be read");
        properties.put(SECRET_FILE, file("x".repeat(64 * 1024 + 1)));
        unusable("larger than");
        Path bytes = folder.resolve("bytes");
        Files.write(bytes, new byte[] {(byte) 0xff, (byte) 0xfe});
        properties.put(SECRET_FILE, bytes.toString());
        unusable("UTF-8");
    }

    @Test
    void aFileWithTooShortASecretIsRefusedWithoutShowingIt() throws IOException {
        properties.put(SECRET_FILE, file("hunter2"));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, this::socket);
        assertTrue(String.valueOf(e.getMessage()).contains("32 bytes"), e.getMessage());
        assertFalse(String.valueOf(e.getMessage()).contains("hunter2"), e.getMessage());
    }

    private void unusable(String why) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, this::socket);
        assertTrue(
                String.valueOf(e.getMessage()).contains(SECRET_FILE)
                        && String.valueOf(e.getMessage()).contains(why),
                e.getMessage());
    }

    private String file(String text) throws IOException {
        Path file = folder.resolve("secret");
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        return file.toString();
    }
}
