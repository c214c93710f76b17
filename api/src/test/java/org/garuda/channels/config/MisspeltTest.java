package org.garuda.channels.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MisspeltTest {

    @ParameterizedTest
    @CsvSource({
        "channels.limits.messagebytes,channels.limits.message-bytes",
        "channels.limits.messageBytes,channels.limits.message-bytes",
        "channels.limit.clients,channels.limits.clients",
        "channels.timeout.idle,channels.timeouts.idle",
        "channels.long-poll.enabled,channels.longpoll.enabled",
        "channels.origin,channels.origins",
        "channels.Path,channels.path"
    })
    void aMisspeltPropertyIsToldWithTheSettingThatIsMeant(String given, String meant) {
        assertEquals(
                List.of("there is no setting for the system property " + given + ", so it has no effect; did you mean "
                        + meant + "?"),
                Misspelt.among(List.of(given), List.of()));
    }

    @Test
    void aMisspeltVariableIsToldAsAVariable() {
        assertEquals(
                List.of("there is no setting for the environment variable CHANNELS_LIMITS_CLIENT, so it has no effect;"
                        + " did you mean CHANNELS_LIMITS_CLIENTS?"),
                Misspelt.among(List.of(), List.of("PATH", "CHANNELS_LIMITS_CLIENT", "CHANNELS_ORIGINS")));
    }

    @Test
    void whateverCanBeReadIsKnown() {
        List<String> properties = Setting.ALL.stream().map(Setting::property).toList();
        List<String> variables = Setting.ALL.stream().map(Setting::variable).toList();
        assertEquals(List.of(), Misspelt.among(properties, variables));
        assertTrue(properties.containsAll(Stream.of("channels.path", "channels.outbox.age", "channels.limits.clients")
                .toList()));
    }

    @Test
    void theNamesOfOthersAreTheirOwn() {
        assertEquals(
                List.of(),
                Misspelt.among(
                        List.of("channelsx", "conformance.limits", "java.version", "org.garuda.channels.x"),
                        List.of("CHANNELS", "CHANNEL_PATH", "MY_CHANNELS_PATH")));
    }

    /** A service named "channels" would otherwise be ten warnings at each start. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CHANNELS_SERVICE_HOST",
                "CHANNELS_SERVICE_PORT",
                "CHANNELS_SERVICE_PORT_HTTP",
                "CHANNELS_PORT",
                "CHANNELS_PORT_4000_TCP",
                "CHANNELS_PORT_4000_TCP_ADDR"
            })
    void whatKubernetesSetsForAServiceIsNoSetting(String variable) {
        assertEquals(List.of(), Misspelt.among(List.of(), List.of(variable)));
    }

    @ParameterizedTest
    @CsvSource({"'','',0", "abc,abc,0", "abc,'',3", "kitten,sitting,3", "ABC,abc,0", "flaw,lawn,2"})
    void theDistanceIsLevenshteins(String one, String other, int distance) {
        assertEquals(distance, Misspelt.distance(one, other));
        assertEquals(distance, Misspelt.distance(other, one));
    }

    @Test
    void whoLoadsTheSettingsIsWarned() {
        StringBuilder told = new StringBuilder();
        Logger logger = Logger.getLogger(ChannelsConfig.class.getName());
        Handler ear = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                told.append(entry.getLevel()).append(": ").append(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(ear);
        logger.setUseParentHandlers(false);
        System.setProperty("channels.limits.klients", "5");
        try {
            assertEquals(ChannelsConfig.defaults(), ChannelsConfig.load());
        } finally {
            System.clearProperty("channels.limits.klients");
            logger.setUseParentHandlers(true);
            logger.removeHandler(ear);
        }
        assertTrue(
                told.toString().startsWith("WARNING: ")
                        && told.toString().contains("channels.limits.klients")
                        && told.toString().endsWith("channels.limits.clients?"),
                told.toString());
    }
}
