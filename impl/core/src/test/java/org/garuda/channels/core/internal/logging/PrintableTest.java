package org.garuda.channels.core.internal.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void aTopicCannotForgeALineOfTheLog() {
        assertEquals(
                "rooms\\u000d\\u000a2026-01-01 WARN \\u001b[31mall is lost",
                Printable.of("rooms\r\n2026-01-01 WARN \u001b[31mall is lost"));
    }

    @Test
    void whatTurnsTheDirectionOfTextOrBreaksLinesElsewhereIsEscapedToo() {
        assertEquals("a\\u202eb\\u2028c\\u0085d\\ud800e", Printable.of("a\u202eb\u2028c\u0085d\ud800e"));
    }

    @Test
    void textOfAnyLanguageStaysAsItIs() {
        assertEquals("kamar:ruang tamu é 日本 😀", Printable.of("kamar:ruang tamu é 日本 😀"));
    }

    @Test
    void whatIsLongIsCutAndSaysSo() {
        String printable = Printable.of("x".repeat(2_000_000));
        assertEquals(201, printable.length());
        assertTrue(printable.endsWith("…"));
        assertEquals(200, Printable.of("x".repeat(200)).length());
    }
}
