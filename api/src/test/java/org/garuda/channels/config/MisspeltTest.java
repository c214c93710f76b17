package org.garuda.channels.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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
                properties(List.of(given)));
    }

    @Test
    void aMisspeltVariableIsToldAsAVariable() {
        assertEquals(
                List.of("there is no setting for the environment variable CHANNELS_LIMITS_CLIENT, so it has no effect;"
                        + " did you mean CHANNELS_LIMITS_CLIENTS?"),
                variables(List.of("PATH", "CHANNELS_LIMITS_CLIENT", "CHANNELS_ORIGINS")));
    }

    @Test
    void whateverCanBeReadIsKnown() {
        List<String> names = Setting.all().stream().flatMap(Setting::properties).toList();
        assertEquals(List.of(), properties(names));
        assertEquals(List.of(), variables(names.stream().map(Setting::variable).toList()));
        assertTrue(names.containsAll(List.of(
                "channels.path", "channels.outbox.age", "channels.limits.clients", "channels.longpoll.secret-file")));
    }

    @Test
    void aSourceTellsOfWhichKindANameIs() {
        SettingsSource source = SettingsSource.of(
                "context parameter", name -> null, List.of("channels.limits.klients", "channels.path", "other"));
        assertEquals(
                List.of(
                        "there is no setting for the context parameter channels.limits.klients, so it has no effect; did"
                                + " you mean channels.limits.clients?"),
                source.misspelt());
    }

    private static List<String> properties(List<String> names) {
        return Misspelt.among("system property", name -> name, names);
    }

    private static List<String> variables(List<String> names) {
        return Misspelt.among("environment variable", Setting::variable, names);
    }

    @Test
    void theNamesOfOthersAreTheirOwn() {
        assertEquals(
                List.of(),
                properties(List.of("channelsx", "conformance.limits", "java.version", "org.garuda.channels.x")));
        assertEquals(List.of(), variables(List.of("CHANNELS", "CHANNEL_PATH", "MY_CHANNELS_PATH")));
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
        assertEquals(List.of(), variables(List.of(variable)));
    }

    @ParameterizedTest
    @CsvSource({"'','',0", "abc,abc,0", "abc,'',3", "kitten,sitting,3", "ABC,abc,0", "flaw,lawn,2"})
    void theDistanceIsLevenshteins(String one, String other, int distance) {
        assertEquals(distance, Misspelt.distance(one, other));
        assertEquals(distance, Misspelt.distance(other, one));
    }
}
