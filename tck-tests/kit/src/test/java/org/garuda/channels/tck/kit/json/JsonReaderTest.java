package org.garuda.channels.tck.kit.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    private static final int LEVELS = 100_000;

    @Test
    void aNumberKeepsItsSpelling() {
        for (String number : List.of("1.0", "-0", "1E+3", "12345678901234567890", "1e400", "0.10")) {
            Json.Num read = assertInstanceOf(Json.Num.class, JsonReader.parse(number));
            assertEquals(number, read.source());
        }
    }

    @Test
    void aHundredThousandLevelsAreReadComparedAndShortened() {
        String arrays = "[".repeat(LEVELS) + "]".repeat(LEVELS);
        String objects = "{\"a\":".repeat(LEVELS) + "1.0" + "}".repeat(LEVELS);
        for (String text : List.of(arrays, objects)) {
            Json value = JsonReader.parse(text);
            assertEquals(JsonReader.parse(" " + text), value);
            assertEquals(JsonReader.parse(text).hashCode(), value.hashCode());
            assertNotEquals(JsonReader.parse("[" + text + "]"), value);
            Json shortened = Shortener.shorten(value);
            String marker = "{\"$deep\":" + (LEVELS - 41) + "}";
            assertTrue(shortened.toString().contains(marker), shortened.toString());
        }
    }

    @Test
    void stringsAreUnescapedAndMayContainLoneSurrogates() {
        Json value = JsonReader.parse("\"\\u00e9\\n\\/\\\"\\\\ \\ud83d\\ude00 \\ud83d é\"");
        assertEquals(new Json.Str("é\n/\"\\ 😀 \ud83d é"), value);
    }

    @Test
    void keyOrderDoesNotCountAndTheLastOfTwoKeysWins() {
        assertEquals(JsonReader.parse("{\"a\":1,\"b\":[2]}"), JsonReader.parse("{ \"b\" : [2.0], \"a\" : 1 }"));
        assertEquals(JsonReader.parse("{\"a\":2}"), JsonReader.parse("{\"a\":1,\"a\":2}"));
        assertNotEquals(JsonReader.parse("[1,2]"), JsonReader.parse("[2,1]"));
        assertNotEquals(JsonReader.parse("1"), JsonReader.parse("\"1\""));
        assertNotEquals(JsonReader.parse("null"), JsonReader.parse("\"null\""));
    }

    @Test
    void keysThatAreSpecialInJavaScriptAreOrdinary() {
        String text = "{\"__proto__\":{\"x\":1},\"constructor\":1}";
        assertEquals(text, JsonReader.parse(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "01",
                "+1",
                "1.",
                ".5",
                "1e",
                "NaN",
                "-",
                "nul",
                "truex",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[",
                "]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{1:1}",
                "\"",
                "\"a",
                "\"\t\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u12\"",
                "\"\\",
                "[1]x",
                "1 2",
                "[}",
                "{]",
                "//",
                "\ufeff1",
                "[1]\uffff",
                "\uffff"
            })
    void whatIsNotJsonIsRefused(String text) {
        assertThrows(JsonSyntaxException.class, () -> JsonReader.parse(text));
    }
}
