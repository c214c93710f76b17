package org.garuda.channels.core.internal.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.garuda.channels.config.LongPollSettings;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.bus.BodyReader;
import org.garuda.channels.core.internal.bus.MalformedMessageException;
import org.garuda.channels.core.internal.bus.NodeId;
import org.junit.jupiter.api.Test;

/** What nodes say to each other, and to themselves by way of a token. Nodes of any later release have to understand it. */
class RelayWireTest {

    private static final NodeId NODE = new NodeId(0x0102030405060708L, 0x090a0b0c);

    private static final String REQUEST = "072f736f636b6574" + "ac02" + "04504f5354" + "093139322e302e322e31" + "02"
            + "0c636f6e74656e742d74797065" + "10" + "6170706c69636174696f6e2f6a736f6e"
            + "18782d70686f656e69782d6c6f6e67706f6c6c2d746f6b656e" + "0174" + "5b5d";

    private static final String ANSWER = "072f736f636b6574" + "ac02" + "01" + "c801" + "01"
            + "0d63616368652d636f6e74726f6c" + "086e6f2d73746f7265" + "7b7d";

    private static final String NO_SESSION = "072f736f636b6574" + "ac02" + "00";
    private static final String LOST = "072f736f636b6574" + "ac02" + "0174" + "00";
    private static final String BEING_WRITTEN = "072f736f636b6574" + "ac02" + "0174" + "01";

    @Test
    void aRequestIsWrittenAndReadAsItWasRecorded() throws MalformedMessageException {
        RelayedRequest request = new RelayedRequest(
                "/socket",
                300,
                "POST",
                "192.0.2.1",
                new TreeMap<>(Map.of("content-type", "application/json", "x-phoenix-longpoll-token", "t")),
                "[]".getBytes(StandardCharsets.UTF_8));
        assertHex(REQUEST, request.write());
        BodyReader in = in(REQUEST);
        RelayedRequest read = RelayedRequest.read(in.text(), in);
        assertEquals(request.headers(), read.headers());
        assertEquals("192.0.2.1", read.head().remoteAddress());
        assertEquals("t", LongPollHeaders.token(read.head()));
        assertArrayEquals(request.body(), read.body());
        assertHex(REQUEST, read.write());
    }

    @Test
    void anAnswerIsWrittenAndReadAsItWasRecorded() throws MalformedMessageException {
        RelayedAnswer answer = new RelayedAnswer(
                "/socket", 300, 200, Map.of("cache-control", "no-store"), "{}".getBytes(StandardCharsets.UTF_8));
        assertHex(ANSWER, answer.write());
        BodyReader in = in(ANSWER);
        assertHex(ANSWER, RelayedAnswer.read(in.text(), in).write());
    }

    @Test
    void thatThereIsNoSessionIsWrittenAndReadAsItWasRecorded() throws MalformedMessageException {
        assertHex(NO_SESSION, RelayedAnswer.none("/socket", 300).write());
        BodyReader in = in(NO_SESSION);
        assertTrue(RelayedAnswer.read(in.text(), in).isNone());
    }

    @Test
    void aFateIsWrittenAndReadAsItWasRecorded() throws MalformedMessageException {
        assertHex(LOST, new RelayedFate("/socket", 300, "t", true).write());
        assertHex(BEING_WRITTEN, new RelayedFate("/socket", 300, "t", false).write());
        BodyReader in = in(LOST);
        assertEquals(new RelayedFate("/socket", 300, "t", true), RelayedFate.read(in.text(), in));
    }

    @Test
    void whatIsNoneOfTheseIsMalformed() {
        for (int length = 16; length < LOST.length(); length += 2) {
            BodyReader cut = in(LOST.substring(0, length));
            assertThrows(MalformedMessageException.class, () -> RelayedFate.read(cut.text(), cut));
        }
        BodyReader other = in(ANSWER.replaceFirst("ac0201", "ac0207"));
        assertThrows(MalformedMessageException.class, () -> RelayedAnswer.read(other.text(), other));
    }

    @Test
    void aTokenOfOneOfSeveralNodesNamesIt() {
        SessionTokens tokens = new SessionTokens(SocketSettings.defaults().longPoll(), () -> 1000, NODE);
        UUID session = new UUID(5, 6);
        String text = tokens.sign(session);
        assertEquals(92, text.length());
        assertTrue(HexFormat.of()
                .formatHex(Base64.getUrlDecoder().decode(text))
                .startsWith("02" + "0102030405060708090a0b0c" + "00000000000003e8" + "0000000000000005"
                        + "0000000000000006"));
        assertEquals(session, tokens.verify(text));
        assertEquals(new ForeignToken(text, NODE, session), ForeignToken.of(text, new NodeId(1, 1)));
        assertNull(ForeignToken.of(text, NODE));
    }

    @Test
    void aTokenOfANodeThatIsAloneNamesNone() {
        SessionTokens tokens = new SessionTokens(SocketSettings.defaults().longPoll(), () -> 1000, null);
        UUID session = new UUID(5, 6);
        String text = tokens.sign(session);
        assertEquals(76, text.length());
        assertEquals(session, tokens.verify(text));
        assertNull(ForeignToken.of(text, NODE));
    }

    @Test
    void aTokenCountsOnItsOwnNodeAloneThoughOthersHaveTheSameKey() {
        LongPollSettings settings = SocketSettings.builder()
                .longPoll(poll -> poll.secret("0123456789abcdef0123456789abcdef"))
                .build()
                .longPoll();
        String text = new SessionTokens(settings, () -> 1000, NODE).sign(new UUID(5, 6));
        assertNull(new SessionTokens(settings, () -> 1000, new NodeId(1, 1)).verify(text));
        assertNull(new SessionTokens(settings, () -> 1000, null).verify(text));
    }

    @Test
    void whatOnlyLooksLikeATokenIsNone() {
        SessionTokens tokens = new SessionTokens(SocketSettings.defaults().longPoll(), () -> 1000, NODE);
        assertNull(tokens.verify("A".repeat(76)));
        assertNull(tokens.verify("A".repeat(74) + "=="));
        assertNull(tokens.verify("A".repeat(92)));
        assertNull(tokens.verify("Ag" + "A".repeat(88) + "=="));
        assertNull(ForeignToken.of("Ag" + "A".repeat(88) + "==", NODE));
        assertNull(ForeignToken.of("", NODE));
    }

    private static BodyReader in(String hex) {
        return new BodyReader(HexFormat.of().parseHex(hex));
    }

    private static void assertHex(String expected, byte[] bytes) {
        assertEquals(expected, HexFormat.of().formatHex(bytes));
    }
}
