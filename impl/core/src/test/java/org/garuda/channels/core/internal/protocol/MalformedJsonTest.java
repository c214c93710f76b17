package org.garuda.channels.core.internal.protocol;

import static org.garuda.channels.core.internal.protocol.Frames.malformed;
import static org.garuda.channels.core.internal.protocol.Frames.message;
import static org.garuda.channels.core.internal.protocol.Frames.v1;
import static org.garuda.channels.core.internal.protocol.Frames.v2;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nope",
                "NaN",
                "Infinity",
                "-Infinity",
                "undefined",
                "True",
                "tru",
                "nul",
                "nulll",
                "'text'",
                "/* why */ 1",
                "1 // why",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[",
                "]",
                "[1}",
                "{\"a\":1]",
                "{\"a\":1,}",
                "{,}",
                "{\"a\"}",
                "{\"a\" 1}",
                "{a:1}",
                "{1:1}",
                "{null:1}",
                "{\"a\":}",
                "\"open",
                "\"open\\\"",
                "\"\n\"",
                "\"\t\"",
                "\"\u0000\"",
                "\"\u001f\"",
                "\"\\x\"",
                "\"\\U0041\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\\"",
                "\"\\",
                "\"\\u",
                "01",
                "-01",
                "00",
                "+1",
                "1.",
                ".5",
                "-.5",
                "-",
                "--1",
                "1e",
                "1e+",
                "1.e1",
                "1.5.5",
                "0x10",
                "1_000",
                "1e400",
                "-1e400",
                "1.5E+999999999999",
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ud800x\"",
                "\"\\ud800\\n\"",
                "\"\\ud800\\ud800\"",
                "\"\\udc00\\ud800\"",
                "\"\\ud800\\u0041\"",
                "\u00a01",
                "\ufeff1",
                "\u000b1",
                ""
            })
    void badJsonIsMalformedWhereverAPayloadStands(String json) {
        assertFalse(
                malformed(v2("[null,\"1\",\"t\",\"e\"," + json + "]")).reason().isBlank());
        malformed(v1("{\"topic\":\"t\",\"event\":\"e\",\"ref\":\"1\",\"payload\":" + json + "}"));
        malformed(v2("[null,\"1\",\"t\",\"e\",{\"deep\":[" + json + ",2]}]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "0.0",
                "-0.5e-10",
                "1E5",
                "1e+5",
                "1e308",
                "123456789012345678901234567890123456789012345678901234567890",
                "\"\"",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
                "\"\\u00e9\\u0000\"",
                "\"\\ud83e\\udd85\"",
                "\"\\uD83E\\uDD85\"",
                "\"\u007f é 🦅\"",
                "[]",
                "{}",
                " [ 1 , { \"a\" : [ ] } ]\r\n\t",
                "[[],[[]],{\"\":{}}]",
                "true",
                "false",
                "null"
            })
    void goodJsonPassesUnchanged(String json) {
        String frame = "[null,\"1\",\"t\",\"e\"," + json + "]";
        assertEquals(json.strip(), Frames.json(message(v2(frame)).payload()).strip());
    }
}
