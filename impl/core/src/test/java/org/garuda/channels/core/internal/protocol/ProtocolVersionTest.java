package org.garuda.channels.core.internal.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtocolVersionTest {

    @Test
    void noVersionIsV1() {
        assertEquals(Optional.of(ProtocolVersion.V1), ProtocolVersion.of(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0", "1.0.7", "1.0.1-rc.1", "1.0.0+build"})
    void onePointZeroIsV1(String vsn) {
        assertEquals(Optional.of(ProtocolVersion.V1), ProtocolVersion.of(vsn));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.0.0", "2.0.9", "2.0.1-rc.1", "2.0.0+build", "2.0.0+build.5-x", "2.0.10"})
    void twoPointZeroIsV2(String vsn) {
        assertEquals(Optional.of(ProtocolVersion.V2), ProtocolVersion.of(vsn));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "2",
                "2.0",
                "2.0.0.0",
                "2.1.0",
                "1.1.0",
                "0.0.0",
                "3.0.0",
                "v2.0.0",
                "02.0.0",
                "2.00.0",
                "2.0.01",
                "2.0.0-rc.1",
                "1.0.0-alpha",
                "2.0.1-01",
                "2.0.0-",
                "2.0.0+",
                "2.0.0 ",
                " 2.0.0",
                "2.0.0\n",
                "2,0,0",
                "abc",
                "-2.0.0",
                "２.0.0",
                "12.0.0",
                "2.0.99999999999999999999"
            })
    void anythingElseIsRefused(String vsn) {
        assertEquals(Optional.empty(), ProtocolVersion.of(vsn));
    }

    @Test
    void anEndlessVersionIsRefusedWithoutEffort() {
        assertEquals(Optional.empty(), ProtocolVersion.of("2.0.1-" + "a.".repeat(100_000) + "!"));
    }
}
