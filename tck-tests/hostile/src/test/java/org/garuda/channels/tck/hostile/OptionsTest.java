package org.garuda.channels.tck.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void severalAttacksAreNamedBehindOnly() {
        Options options = Options.parse("standalone", "--only", "1", "2-held-back", "--short");
        assertEquals(Options.Command.STANDALONE, options.command());
        assertEquals(List.of("1", "2-held-back"), options.only());
        assertTrue(options.brief());
    }

    @Test
    void aServerIsNamedByItsUrlAndItsProcess() {
        Options options = Options.parse(
                "http://127.0.0.1:4000/app", "--war", "--pid", "42", "--log", "server.log", "--json", "out.json");
        assertEquals("http://127.0.0.1:4000/app", options.url());
        assertEquals(Optional.of(42L), options.pid());
        assertEquals(Optional.of(Path.of("server.log")), options.log());
        assertEquals(Optional.of(Path.of("out.json")), options.json());
    }

    @Test
    void aServerElsewhereIsNotAttacked() {
        for (String url : List.of("http://192.0.2.1:80", "http://no.such.host.invalid:80", "https://127.0.0.1:443")) {
            assertThrows(IllegalArgumentException.class, () -> Options.parse(url), url);
        }
    }

    @Test
    void aWrongLineIsRefused() {
        assertThrows(IllegalArgumentException.class, Options::parse);
        assertThrows(IllegalArgumentException.class, () -> Options.parse("standalone", "--only"));
        assertThrows(IllegalArgumentException.class, () -> Options.parse("list", "1"));
    }
}
