package org.garuda.channels.core.internal.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.garuda.channels.config.Hosts;
import org.garuda.channels.config.OriginCheck;
import org.garuda.channels.config.Origins;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.logging.RateLimitedLog;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.metrics.Counters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceCheckTest {

    private final Counters counters = new Counters();
    private final Lines lines = new Lines();
    private final Logger logger = Logger.getLogger(SourceCheck.class.getName());
    private long now;
    private final RateLimitedLog log = new RateLimitedLog(() -> now);

    @BeforeEach
    void listen() {
        logger.addHandler(lines);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(lines);
        logger.setUseParentHandlers(true);
    }

    private SourceCheck check(OriginCheck origins, Hosts hosts) {
        return new SourceCheck(origins, hosts, counters, log);
    }

    private static HandshakeRequest request(String... headers) {
        Headers lines = new Headers();
        for (int i = 0; i < headers.length; i += 2) {
            lines.add(headers[i], headers[i + 1]);
        }
        return new HandshakeRequest("vsn=2.0.0", lines.toMap(), null, null);
    }

    private static String refusal(SourceCheck check, String... headers) {
        String refusal = check.refusal(request(headers));
        assertNotNull(refusal);
        return refusal;
    }

    @Test
    void aRefusedOriginIsToldWithTheSettingThatLetsItIn() {
        SourceCheck check = check(Origins.sameHost(), Hosts.any());
        String refusal = refusal(check, "Origin", "https://app.example", "Host", "chat.example");
        assertEquals(
                "origin \"https://app.example\" may not connect to host \"chat.example\"; to let its pages in, name it in"
                        + " channels.origins",
                refusal);
        assertEquals(List.of("WARNING " + refusal), lines.written);
        assertEquals(1, counters.get(Counter.CLIENTS_REFUSED));
        assertNull(check(Origins.of("https://app.example"), Hosts.any())
                .refusal(request("Origin", "https://app.example", "Host", "chat.example")));
    }

    @Test
    void aPageWithoutAnOriginOfItsOwnIsToldTheOnlySettingThatHelps() {
        assertTrue(refusal(check(Origins.sameHost(), Hosts.any()), "Origin", "null", "Host", "chat.example")
                .contains("channels.origins=anywhere"));
    }

    @Test
    void aThousandRefusalsAreOneLineAndThenTheirNumber() {
        SourceCheck check = check(Origins.sameHost(), Hosts.any());
        for (int i = 0; i < 1000; i++) {
            refusal(check, "Origin", "https://evil" + i + ".example", "Host", "chat.example");
        }
        assertEquals(1, lines.written.size(), lines.written.toString());
        now += Duration.ofSeconds(10).toNanos();
        log.flush();
        assertEquals(2, lines.written.size());
        assertTrue(lines.written.get(1).contains("999"), lines.written.get(1));
        assertEquals(1000, counters.get(Counter.CLIENTS_REFUSED));
    }

    @Test
    void whoeverACheckThrowsAtIsRefusedAndToldNothingOfTheFailure() {
        String secret = "jdbc:secret\r\nforged";
        SourceCheck check = check(
                (origin, host) -> {
                    throw new IllegalStateException(secret);
                },
                Hosts.any());
        for (int i = 0; i < 1000; i++) {
            String refusal = refusal(check, "Origin", "https://app.example", "Host", "chat.example");
            assertFalse(refusal.contains("secret"), refusal);
        }
        assertEquals(List.of("WARNING the OriginCheck threw; the client is refused"), lines.written);
        assertEquals(1000, counters.get(Counter.CLIENTS_REFUSED));
    }

    @Test
    void whatTheClientWroteForgesNoLine() {
        SourceCheck check = check(Origins.sameHost(), Hosts.loopback());
        String[] refusals = {
            refusal(check, "Origin", "https://a\r\nb", "Host", "localhost"),
            refusal(check, "Host", "a\u001b[31m" + "x".repeat(100_000)),
            refusal(check(Origins.sameHost(), Hosts.any()), "Sec-Fetch-Site", "cross-site\r", "Host", "a")
        };
        for (String refusal : refusals) {
            assertTrue(refusal.chars().allMatch(c -> c >= ' '), refusal);
            assertTrue(refusal.length() < 500, refusal);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "Cross-Site"})
    void aPageThatEmbedsTheSocketAsAnImageGetsNothing(String site) {
        SourceCheck check = check(Origins.sameHost(), Hosts.any());
        assertTrue(
                refusal(check, "Host", "chat.example", "Sec-Fetch-Site", site).contains("channels.origins=anywhere"));
        assertNull(check(Origins.anywhere(), Hosts.any())
                .refusal(request("Host", "chat.example", "Sec-Fetch-Site", site)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-origin", "none"})
    void aPageOfOurOwnAndWhoeverTypesTheAddressPass(String site) {
        assertNull(check(Origins.sameHost(), Hosts.any())
                .refusal(request("Host", "chat.example", "Sec-Fetch-Site", site)));
    }

    @Test
    void aPageThatMayConnectIsNotAskedForItsSite() {
        SourceCheck check = check(Origins.of("https://app.example"), Hosts.any());
        assertNull(check.refusal(
                request("Host", "chat.example", "Origin", "https://app.example", "Sec-Fetch-Site", "cross-site")));
    }

    @Test
    void aPageWhoseNameWasMadeToLeadHereIsRefusedThoughItIsOfTheSameHost() {
        String[] rebound = {"Origin", "http://evil.example:4000", "Host", "evil.example:4000"};
        assertNull(check(Origins.sameHost(), Hosts.any()).refusal(request(rebound)));
        SourceCheck check = check(Origins.sameHost(), Hosts.loopback());
        assertTrue(refusal(check, rebound).contains("channels.hosts"));
        assertEquals(1, counters.get(Counter.HOSTS_REFUSED));
        assertEquals(1, counters.get(Counter.CLIENTS_REFUSED));
        assertTrue(lines.written.get(0).startsWith("WARNING host \"evil.example:4000\""), lines.written.get(0));
        assertNull(check.refusal(request("Origin", "http://localhost:3000", "Host", "127.0.0.1:4000")));
        assertTrue(refusal(check).contains("channels.hosts"));
    }

    @Test
    void aWebSocketIsRefusedWithTheReasonAsItsBody() {
        try (TestEngine engine = new TestEngine.Builder()
                .node(node -> node.http(http -> http.hosts(Hosts.of("chat.example"))))
                .start()) {
            HandshakeResult.Refused refused =
                    assertInstanceOf(HandshakeResult.Refused.class, engine.knock("vsn=2.0.0"));
            assertEquals(403, refused.status());
            assertTrue(refused.body().contains("channels.hosts"), refused.body());
        }
    }

    /** What was logged, a text a line. */
    private static final class Lines extends Handler {
        final List<String> written = new ArrayList<>();

        @Override
        public void publish(@Nullable LogRecord entry) {
            if (entry != null) {
                String text = String.valueOf(entry.getMessage());
                Object[] values = entry.getParameters();
                written.add(entry.getLevel() + " "
                        + (values == null ? text : java.text.MessageFormat.format(text, values)));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
