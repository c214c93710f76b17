package org.garuda.channels.tck.kit.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalNumberTest {

    @ParameterizedTest
    @CsvSource({
        "1000, 1.0e3",
        "1000, 1E+3",
        "1, 1.0",
        "0, -0.0",
        "0, 0e5",
        "1e22, 1.0e22",
        "5e-324, 5.0E-324",
        "12345678901234567890.0, 1.2345678901234567e19",
        "0.1, 1e-1",
        "-2.50, -25e-1",
        "9007199254740991, 9007199254740991.0",
        "1e400, 10e399",
    })
    void spellingsOfOneNumberAreOneText(String one, String other) {
        assertEquals(CanonicalNumber.of(one), CanonicalNumber.of(other));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2",
        "1, -1",
        "12345678901234567890, 12345678901234567891",
        "12345678901234567890, 1.2345678901234567e19",
        "9007199254740992, 9007199254740993",
        "1e400, 1e401",
        "1e400, -1e400",
        "0.1, 0.10000000000000002",
        "0, 1e-400",
    })
    void numbersThatAreNotTheSameAreNotOneText(String one, String other) {
        assertNotEquals(CanonicalNumber.of(one), CanonicalNumber.of(other));
    }
}
