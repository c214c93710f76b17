package org.garuda.channels.tck.kit.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.garuda.channels.tck.kit.socket.Handshake;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenariosTest {

    @Test
    void everyRecordedScenarioIsUnderstood() {
        List<Scenario> scenarios = Scenarios.all();
        assertEquals(333, scenarios.size());
        assertEquals(
                333,
                scenarios.stream()
                        .map(Scenario::name)
                        .collect(Collectors.toSet())
                        .size());
        long contract = scenarios.stream()
                .filter(scenario -> scenario.tier() == Scenario.Tier.CONTRACT)
                .count();
        assertEquals(180, contract);
        assertTrue(scenarios.stream().allMatch(scenario -> !scenario.steps().isEmpty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"jump\":\"a\",\"expect\":{}}",
                "{\"send\":\"a\",\"text\":\"x\",\"loudly\":true,\"expect\":{}}",
                "{\"send\":\"a\",\"text\":\"x\"}",
                "{\"wait\":5,\"expect\":{\"gto\":{}}}",
                "{\"frame\":\"a\",\"frames\":[{\"opcode\":1,\"mask\":true,\"split\":3}],\"expect\":{}}",
                "{\"http\":{\"path\":\"/\",\"timeout\":3},\"expect\":{}}"
            })
    void aStepThatIsNotUnderstoodIsRefused(String step) {
        String scenario =
                "{\"name\":\"n\",\"group\":\"g\",\"tier\":\"contract\",\"description\":\"d\",\"steps\":[" + step + "]}";
        assertThrows(IllegalArgumentException.class, () -> ScenarioReader.read(scenario));
    }

    @Test
    void aHandshakeHasTheHeadersTheScenarioWants() {
        assertEquals("""
                GET /app/socket/websocket?user_id=a%20%26b&vsn=2.0.0 HTTP/1.1
                Host: localhost:81
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 8
                Sec-WebSocket-Key: abc
                X: 1
                X: 2

                """.replace("\n", "\r\n"), requestHead("""
                        {"open":"a","vsn":"2.0.0","params":{"user_id":"a &b"},"key":"abc",
                         "headers":{"Sec-WebSocket-Version":"8","X":["1","2"]},"expect":{}}"""));
        assertEquals("""
                POST /app/other?vsn[]=%zz HTTP/1.0
                Connection: Upgrade
                Upgrade: websocket
                Sec-WebSocket-Version: 13

                """.replace("\n", "\r\n"), requestHead("""
                        {"open":"a","path":"/other","query":"?vsn[]=%zz","method":"POST","httpVersion":"1.0",
                         "headers":{"Host":null,"Sec-WebSocket-Key":null},"expect":{}}"""));
    }

    private static String requestHead(String step) {
        Scenario scenario = ScenarioReader.read(
                "{\"name\":\"n\",\"group\":\"g\",\"tier\":\"contract\",\"description\":\"d\",\"steps\":[" + step
                        + "]}");
        Handshake handshake = ((Action.Open) scenario.steps().get(0).action()).handshake();
        byte[] head = handshake.requestHead(URI.create("ws://localhost:81/app/socket"));
        return new String(head, StandardCharsets.ISO_8859_1);
    }
}
