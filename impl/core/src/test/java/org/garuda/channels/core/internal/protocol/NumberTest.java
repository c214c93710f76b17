package org.garuda.channels.core.internal.protocol;

import static org.garuda.channels.core.internal.protocol.Frames.json;
import static org.garuda.channels.core.internal.protocol.Frames.malformed;
import static org.garuda.channels.core.internal.protocol.Frames.message;
import static org.garuda.channels.core.internal.protocol.Frames.v2;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NumberTest {

    private static Inbound decode(String number) {
        return v2("[null,null,\"t\",\"e\",{\"n\":" + number + "}]");
    }

    @Test
    void integersOfAnySizeAreExact() {
        String huge = "9".repeat(100_000);
        assertEquals("{\"n\":-" + huge + "}", json(message(decode("-" + huge)).payload()));
    }

    @Test
    void aFractionThatNoDoubleHoldsIsMalformed() {
        malformed(decode("9".repeat(310) + ".5"));
        message(decode("9".repeat(300) + ".5"));
    }

    @Test
    void anExponentThatNoDoubleHoldsIsMalformed() {
        malformed(decode("1e309"));
        malformed(decode("-1E309"));
        malformed(decode("1.8e308"));
        message(decode("1.7e308"));
    }

    @Test
    void digitsAfterThePointMayBeMany() {
        message(decode("0." + "3".repeat(10_000)));
    }

    @Test
    void whatIsTooSmallForADoubleBecomesZero() {
        assertEquals("{\"n\":0.0   }", json(message(decode("1e-400")).payload()));
        assertEquals(
                "{\"n\":-0.0    }", json(message(decode("-2.5e-999")).payload()).replaceFirst(" +}", "    }"));
        message(decode("0e999999"));
        message(decode("0." + "0".repeat(400) + "1"));
    }
}
