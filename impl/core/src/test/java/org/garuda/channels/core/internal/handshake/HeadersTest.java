package org.garuda.channels.core.internal.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadersTest {

    @Test
    void namesAreFoundInAnyCaseAndValuesKeepTheirOrder() {
        Map<String, List<String>> headers = new Headers()
                .add("X-Forwarded-For", "1.2.3.4")
                .add("x-forwarded-for", "5.6.7.8")
                .toMap();
        assertEquals(List.of("1.2.3.4", "5.6.7.8"), headers.get("X-FORWARDED-FOR"));
        assertEquals(1, headers.size());
    }

    @Test
    void theMapIsACopyThatCannotBeChanged() {
        Headers headers = new Headers().add("a", "1");
        Map<String, List<String>> map = headers.toMap();
        headers.add("a", "2").add("b", "3");
        assertEquals(Map.of("a", List.of("1")), map);
        assertThrows(UnsupportedOperationException.class, map::clear);
    }

    @Test
    void aRequestTellsTheFirstValue() {
        Map<String, List<String>> map =
                new Headers().add("Host", "a").add("Host", "b").toMap();
        HandshakeRequest request = new HandshakeRequest(null, map, null, null);
        assertEquals("a", request.header("host"));
        assertNull(request.header("Origin"));
    }
}
