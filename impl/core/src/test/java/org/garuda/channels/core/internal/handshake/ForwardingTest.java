package org.garuda.channels.core.internal.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.garuda.channels.config.Proxies;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardingTest {

    private static final String PROXY = "10.0.0.1";

    private final Forwarding forwarding = new Forwarding(Proxies.of("10.0.0.0/24", "::1"));

    private Forwarding.@Nullable Seen look(String peer, String... headers) throws MalformedForwardingException {
        Headers lines = new Headers();
        for (int i = 0; i < headers.length; i += 2) {
            lines.add(headers[i], headers[i + 1]);
        }
        Map<String, List<String>> map = lines.toMap();
        return forwarding.look(peer, name -> map.getOrDefault(name, List.of()));
    }

    private Forwarding.Seen seen(String... headers) throws MalformedForwardingException {
        Forwarding.Seen seen = look(PROXY, headers);
        assertNotNull(seen);
        return seen;
    }

    @Test
    void aProxyTellsWhoTheClientIsAndHowItAsked() throws Exception {
        Forwarding.Seen expected = new Forwarding.Seen("203.0.113.9", true, "chat.example:8443");
        assertEquals(expected, seen("Forwarded", "for=203.0.113.9;proto=https;host=\"chat.example:8443\";by=10.0.0.1"));
        assertEquals(
                expected,
                seen(
                        "X-Forwarded-For", "203.0.113.9",
                        "X-Forwarded-Proto", "https",
                        "X-Forwarded-Host", "chat.example:8443"));
    }

    @Test
    void whatAnybodyElseSaysCountsForNothing() throws Exception {
        for (String peer : new String[] {"203.0.113.9", "10.0.1.1", "2001:db8::1", "unix:/run/x", ""}) {
            assertNull(look(peer, "Forwarded", "for=192.0.2.1"));
            assertNull(look(peer, "X-Forwarded-For", "192.0.2.1", "X-Forwarded-Host", "chat.example"));
            assertNull(look(peer, "Forwarded", "for=\"", "X-Forwarded-For", "nonsense"));
        }
        assertNull(look(PROXY));
        assertNull(new Forwarding(Proxies.none()).look(PROXY, name -> List.of("for=192.0.2.1")));
    }

    @Test
    void whatTheClientSentAlongIsLeftOfTheFirstAddressThatIsNoProxy() throws Exception {
        for (String forged :
                new String[] {"192.0.2.1", "10.0.0.7", "192.0.2.1, 10.0.0.7", "nonsense", "unknown", ","}) {
            assertEquals(
                    "203.0.113.9",
                    seen("X-Forwarded-For", forged + ", 203.0.113.9").address());
            assertEquals(
                    "203.0.113.9",
                    seen("X-Forwarded-For", forged, "X-Forwarded-For", "203.0.113.9")
                            .address());
        }
        Forwarding.Seen seen = seen(
                "Forwarded", "for=192.0.2.1;host=localhost;proto=https, for=203.0.113.9;host=chat.example;proto=http");
        assertEquals(new Forwarding.Seen("203.0.113.9", false, "chat.example"), seen);
        assertEquals(
                new Forwarding.Seen("203.0.113.9", false, "chat.example"),
                seen(
                        "X-Forwarded-For", "192.0.2.1, 203.0.113.9",
                        "X-Forwarded-Proto", "https, http",
                        "X-Forwarded-Host", "localhost, chat.example"));
    }

    @Test
    void theWayLeadsThroughAllTrustedProxies() throws Exception {
        Forwarding.Seen expected = new Forwarding.Seen("203.0.113.9", true, "chat.example");
        assertEquals(
                expected,
                seen(
                        "X-Forwarded-For", "192.0.2.1, 203.0.113.9, 10.0.0.2",
                        "X-Forwarded-Proto", "https",
                        "X-Forwarded-Host", "chat.example"));
        assertEquals(
                expected,
                seen(
                        "X-Forwarded-For", "203.0.113.9, 10.0.0.2",
                        "X-Forwarded-Proto", "https, http",
                        "X-Forwarded-Host", "chat.example, inner:4000"));
        assertEquals(
                expected,
                seen(
                        "Forwarded",
                        "for=203.0.113.9;proto=https",
                        "Forwarded",
                        "for=10.0.0.2;proto=http;host=chat.example"));
        assertEquals("10.0.0.3", seen("X-Forwarded-For", "10.0.0.3, 10.0.0.2").address());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9:4711|203.0.113.9",
                "2001:db8::1|2001:db8:0:0:0:0:0:1",
                "[2001:db8::1]|2001:db8:0:0:0:0:0:1",
                "[2001:db8::1]:4711|2001:db8:0:0:0:0:0:1",
                "::ffff:203.0.113.9|203.0.113.9",
                "203.0.113.9:_port|203.0.113.9"
            })
    void anAddressMayHaveAnyForm(String node, String address) throws Exception {
        assertEquals(address, seen("X-Forwarded-For", node).address());
        assertEquals(address, seen("Forwarded", "For=\"" + node + "\"").address());
        assertEquals(
                address,
                seen("Forwarded", "192=x; for=" + node + " ;; proto=http ,").address());
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "UNKNOWN", "_hidden", "_SEVKISEK"})
    void aProxyThatKeepsItsClientToItselfIsTheClient(String word) throws Exception {
        assertEquals(PROXY, seen("X-Forwarded-For", "192.0.2.1, " + word).address());
        assertEquals(PROXY, seen("Forwarded", "for=192.0.2.1, for=" + word).address());
        assertEquals(PROXY, seen("Forwarded", "for=192.0.2.1, proto=https").address());
        assertEquals("10.0.0.2", seen("X-Forwarded-For", word + ", 10.0.0.2").address());
    }

    @Test
    void aProxyMaySayLess() throws Exception {
        assertEquals(new Forwarding.Seen("203.0.113.9", null, null), seen("X-Forwarded-For", "203.0.113.9"));
        assertEquals(new Forwarding.Seen(PROXY, true, null), seen("X-Forwarded-Proto", "HTTPS"));
        assertEquals(new Forwarding.Seen(PROXY, null, "[::1]:4000"), seen("X-Forwarded-Host", "a, [::1]:4000"));
        assertEquals(new Forwarding.Seen(PROXY, null, null), seen("Forwarded", ""));
        assertEquals(
                "203.0.113.9",
                java.util.Objects.requireNonNull(look("0:0:0:0:0:0:0:1%lo", "X-Forwarded-For", "203.0.113.9"))
                        .address());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=nonsense",
                "for=300.0.0.1",
                "for=\"203.0.113.9",
                "for=203.0.113.9;x=\", for=192.0.2.1",
                "for=203.0.113.9;x=\", for=\"[2001:db8::1]:4711\"",
                "for=203.0.113.9;x=\"\\",
                "for=203.0.113.9;for=192.0.2.1",
                "for",
                "for=",
                "=203.0.113.9",
                "for =203.0.113.9",
                "for=203.0.113.9 proto=http",
                "for=203.0.113.9;proto=gopher",
                "for=203.0.113.9;host=\"a b\"",
                "for=203.0.113.9;host=\"chat.example/path\"",
                "for=\"unix:/run/x\""
            })
    void whatCannotBeUnderstoodIsRefusedAsAWhole(String line) {
        assertThrows(MalformedForwardingException.class, () -> look(PROXY, "Forwarded", line));
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-For,nonsense",
        "X-Forwarded-For,203.0.113.9:x",
        "X-Forwarded-For,localhost",
        "X-Forwarded-Proto,ftp",
        "X-Forwarded-Host,a b",
        "X-Forwarded-Host,a@b"
    })
    void theOlderHeadersAreTakenNoLessStrictly(String name, String value) {
        assertThrows(MalformedForwardingException.class, () -> look(PROXY, name, value));
    }

    @Test
    void bothKindsAtOnceAreRefusedSinceOneOfThemIsTheClients() {
        for (String name : new String[] {"For", "Proto", "Host"}) {
            var e = assertThrows(
                    MalformedForwardingException.class,
                    () -> look(PROXY, "Forwarded", "for=192.0.2.1", "X-Forwarded-" + name, "a"));
            assertFalse(String.valueOf(e.getMessage()).contains("192.0.2.1"));
        }
    }

    @Test
    void aHeaderOfAnyLengthIsReadOnce() throws Exception {
        String[] many = new String[20_000];
        Arrays.fill(many, "for=\"\\1\\0.0.0.2\"");
        assertEquals("10.0.0.2", seen("Forwarded", String.join(",", many)).address());
        String quotation = "for=203.0.113.9;x=\"" + "\\a".repeat(100_000) + "\"";
        assertEquals("203.0.113.9", seen("Forwarded", quotation).address());
        Arrays.fill(many, "10.0.0.2");
        assertEquals("10.0.0.2", seen("X-Forwarded-For", String.join(",", many)).address());
    }
}
