package org.garuda.channels.core.internal.protocol;

import static org.garuda.channels.core.internal.protocol.Frames.json;
import static org.garuda.channels.core.internal.protocol.Frames.malformed;
import static org.garuda.channels.core.internal.protocol.Frames.message;
import static org.garuda.channels.core.internal.protocol.Frames.v2;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DeepNestingTest {

    private static final int DEPTH = 100_000;

    private static String frame(String payload) {
        return "[null,null,\"t\",\"e\"," + payload + "]";
    }

    @Test
    void arraysMayBeAHundredThousandDeep() {
        String payload = "[".repeat(DEPTH) + "]".repeat(DEPTH);
        assertEquals(payload, json(message(v2(frame(payload))).payload()));
    }

    @Test
    void objectsMayBeAHundredThousandDeep() {
        String payload = "{\"a\":".repeat(DEPTH) + "1" + "}".repeat(DEPTH);
        assertEquals(payload, json(message(v2(frame(payload))).payload()));
    }

    @Test
    void theKindOfEachLevelIsRemembered() {
        StringBuilder open = new StringBuilder();
        StringBuilder close = new StringBuilder();
        for (int i = 0; i < DEPTH; i++) {
            boolean object = Integer.bitCount(i * 0x9e3779b9) % 2 == 0;
            open.append(object ? "{\"k\":" : "[");
            close.append(object ? '}' : ']');
        }
        String good = open + "0" + close.reverse();
        message(v2(frame(good)));
        int at = good.length() - DEPTH / 2;
        char other = good.charAt(at) == '}' ? ']' : '}';
        malformed(v2(frame(good.substring(0, at) + other + good.substring(at + 1))));
    }

    @Test
    void unclosedDepthIsMalformed() {
        malformed(v2(frame("[".repeat(DEPTH))));
    }
}
