package org.garuda.channels.core.internal.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryStringTest {

    private static Map<String, String> decoded(String query) {
        return QueryString.decode(query).orElseThrow();
    }

    @Test
    void noQueryHasNoParameters() {
        assertEquals(Map.of(), decoded(null));
        assertEquals(Map.of(), decoded(""));
        assertEquals(Map.of(), decoded("&&"));
    }

    @Test
    void namesAndValuesAreDecoded() {
        assertEquals(Map.of("a b", "c d", "é", "🦅&="), decoded("a+b=c%20d&%C3%A9=%f0%9f%a6%85%26%3d"));
        assertEquals(Map.of("é", "ü"), decoded("é=ü"));
    }

    @Test
    void aNameWithoutValueIsEmptyAndAValueMayHoldEqualsSigns() {
        assertEquals(Map.of("a", "", "b", "", "c", "d=e"), decoded("a&b=&c=d=e"));
    }

    @Test
    void theLastOfARepeatedNameCounts() {
        assertEquals(Map.of("vsn", "2"), decoded("vsn=1&vsn=2"));
    }

    @Test
    void aMalformedEscapeStaysAsItIs() {
        assertEquals(Map.of("a", "%zz%4%"), decoded("a=%zz%4%"));
        assertEquals(Map.of("a", "%-1A"), decoded("a=%-1%41"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%ff", "%ff=a", "a=%c3", "a=%ed%a0%80", "a=1&b=%80"})
    void whatIsNotUtf8IsAnError(String query) {
        assertEquals(Optional.empty(), QueryString.decode(query));
    }

    @Test
    void theMapCannotBeChanged() {
        Map<String, String> parameters = decoded("a=1");
        assertThrows(UnsupportedOperationException.class, () -> parameters.put("b", "2"));
    }
}
