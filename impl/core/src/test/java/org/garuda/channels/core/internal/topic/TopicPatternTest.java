package org.garuda.channels.core.internal.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.garuda.channels.core.internal.fixture.TestHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicPatternTest {

    @ParameterizedTest
    @ValueSource(strings = {"*", "rooms:*", "rooms:lobby", "a b", "日本:*"})
    void anExactTopicOrAPrefixIsAPattern(String text) {
        assertEquals(text, TopicPattern.of(text, "a test").text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "**", "*:rooms", "rooms:*:x", "rooms:{id}", "rooms:{", "}", "{a}:*"})
    void anythingElseIsRefusedWithPatternOwnerAndRemedy(String text) {
        String refusal =
                String.valueOf(assertThrows(IllegalArgumentException.class, () -> TopicPattern.of(text, "a test"))
                        .getMessage());
        assertTrue(refusal.startsWith("the pattern \"" + text + "\" of a test is not usable"), refusal);
        assertTrue(
                refusal.endsWith("write an exact topic, or a prefix followed by one trailing \"*\", like \"rooms:*\""));
        assertEquals(text.contains("{") || text.contains("}"), refusal.contains("have no meaning"), refusal);
    }

    @Test
    void aHandlerWithoutAnyPatternIsRefused() {
        Route route = Route.of(List.of(), new TestHandler());
        String refusal = String.valueOf(assertThrows(IllegalArgumentException.class, () -> new Router(List.of(route)))
                .getMessage());
        assertTrue(refusal.contains(TestHandler.class.getName() + " names no topics"), refusal);
        assertTrue(refusal.contains("write at least one pattern in @Channel"), refusal);
    }
}
