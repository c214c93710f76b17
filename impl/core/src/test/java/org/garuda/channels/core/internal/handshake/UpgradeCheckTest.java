package org.garuda.channels.core.internal.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import org.junit.jupiter.api.Test;

class UpgradeCheckTest {

    private static final Map<String, String> HANDSHAKE = Map.of(
            "Connection", "keep-alive, Upgrade",
            "Upgrade", "websocket",
            "Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==",
            "Sec-WebSocket-Version", "13");

    @Test
    void aHandshakeIsNotRefused() {
        assertNull(check("GET", true, "Upgrade", "websocket"));
        assertNull(check("GET", true, "Upgrade", "h2c, WebSocket"));
    }

    @Test
    void whatIsNoHandshakeIsToldWhatItLacks() {
        refused("'upgrade' header must contain 'websocket', got [\"h2c\"]", check("GET", true, "Upgrade", "h2c"));
        refused(
                "'connection' header must contain 'upgrade', got [\"close\"]",
                check("GET", true, "Connection", "close"));
        String rest = "a WebSocket needs GET over HTTP/1.1, and a 'sec-websocket-key' header of 16 bytes in base64";
        refused(rest, check("POST", true, "Upgrade", "websocket"));
        refused(rest, check("GET", false, "Upgrade", "websocket"));
        refused(rest, check("GET", true, "Sec-WebSocket-Key", "AAAA"));
        refused(rest, check("GET", true, "Sec-WebSocket-Key", "no base64"));
    }

    @Test
    void anotherVersionIsToldTheOneThatIsSpoken() {
        UpgradeCheck.Refusal refusal = check("GET", true, "Sec-WebSocket-Version", "8");
        assertNotNull(refusal);
        assertEquals(426, refusal.status());
        assertEquals(Map.of("Sec-WebSocket-Version", "13"), refusal.headers());
    }

    private static void refused(String text, UpgradeCheck.Refusal refusal) {
        assertNotNull(refusal);
        assertEquals(400, refusal.status());
        assertEquals(text, refusal.text());
    }

    private static UpgradeCheck.Refusal check(String method, boolean http11, String name, String value) {
        Headers headers = new Headers();
        HANDSHAKE.forEach((each, usual) -> headers.add(each, each.equals(name) ? value : usual));
        return UpgradeCheck.refusal(method, http11, headers.toMap());
    }
}
