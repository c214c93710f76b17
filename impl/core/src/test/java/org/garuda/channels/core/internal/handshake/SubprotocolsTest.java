package org.garuda.channels.core.internal.handshake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubprotocolsTest {

    private static final String TOKEN = "base64url.bearer.phx.c2VjcmV0";

    private static Subprotocols of(String... lines) {
        return Subprotocols.of(List.of(lines));
    }

    private static void letsIn(Subprotocols offered, String selected, String token) {
        assertTrue(offered.acceptable() && offered.tokenReadable());
        assertEquals(selected, offered.selected());
        byte[] bytes = offered.token();
        assertEquals(token, bytes == null ? null : new String(bytes, StandardCharsets.UTF_8));
    }

    @Test
    void nothingOfferedIsAnsweredWithNothing() {
        letsIn(of(), null, null);
    }

    @Test
    void phoenixIsEchoed() {
        letsIn(of("phoenix"), "phoenix", null);
        letsIn(of("foo, phoenix"), "phoenix", null);
        letsIn(of("phoenix,foo ,bar"), "phoenix", null);
    }

    @Test
    void aTokenIsTakenInEitherOrderAndNotEchoed() {
        letsIn(of("phoenix, " + TOKEN), "phoenix", "secret");
        letsIn(of(TOKEN + ",phoenix"), "phoenix", "secret");
    }

    @Test
    void severalHeaderLinesAreOneList() {
        letsIn(of("phoenix", TOKEN), "phoenix", "secret");
        letsIn(of(TOKEN, "phoenix"), "phoenix", "secret");
        letsIn(of("foo", "bar, phoenix"), "phoenix", null);
    }

    @Test
    void aTokenAloneIsTakenAndNothingEchoed() {
        letsIn(of(TOKEN), null, "secret");
    }

    @Test
    void theFirstOfTwoTokensCounts() {
        letsIn(of("phoenix, base64url.bearer.phx.b25l, base64url.bearer.phx.dHdv"), "phoenix", "one");
    }

    @Test
    void emptyListElementsDoNotCount() {
        letsIn(of(", phoenix,,"), "phoenix", null);
        letsIn(of(", " + TOKEN + ","), null, "secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "Phoenix", "PHOENIX", "foo, bar", "", " ", ",", " , ", "phoenix2", "foo, " + TOKEN})
    void onlyUnknownSubprotocolsAreNotAcceptable(String line) {
        Subprotocols offered = of(line);
        assertFalse(offered.acceptable());
        assertNull(offered.selected());
    }

    @ParameterizedTest
    @CsvSource({"YQ,a", "YQ==,a", "YWI,ab", "YWI=,ab", "YWJj,abc", "'',''"})
    void paddingIsOptional(String encoded, String token) {
        letsIn(of("phoenix, base64url.bearer.phx." + encoded), "phoenix", token);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+/+/", "-_-_", "+_-/"})
    void bothAlphabetsAreTaken(String encoded) {
        Subprotocols offered = of("phoenix, base64url.bearer.phx." + encoded);
        assertArrayEquals(new byte[] {-5, -1, -65}, offered.token());
    }

    @ParameterizedTest
    @ValueSource(strings = {"***", "a", "YQ=", "Y Q", "é"})
    void aTokenThatIsNoBase64IsUnreadable(String encoded) {
        Subprotocols offered = of("phoenix, base64url.bearer.phx." + encoded);
        assertFalse(offered.tokenReadable());
        assertNull(offered.token());
    }
}
