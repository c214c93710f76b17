package org.garuda.channels.core.internal.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.garuda.channels.core.internal.fixture.TestHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicPatternTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "rooms:*",
                "rooms:lobby",
                "a b",
                "日本:*",
                "rooms:{id}",
                "{a}",
                "{path*}",
                "v{n}:x:{rest*}",
                "{a}:{b}"
            })
    void anExactTopicATemplateOrAPrefixIsAPattern(String text) {
        assertEquals(text, TopicPattern.of(text, "a test").text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "**",
                "*:rooms",
                "rooms:*:x",
                "rooms:{",
                "}",
                "{a}:*",
                "{}",
                "{*}",
                "{a*}:b",
                "{a}{b}",
                "{a}x",
                "{a}:{a}",
                "a}:{b}",
                "{a b}",
                "{{a}}",
                "*:{a}"
            })
    void anythingElseIsRefusedWithPatternOwnerAndRemedy(String text) {
        String refusal =
                String.valueOf(assertThrows(IllegalArgumentException.class, () -> TopicPattern.of(text, "a test"))
                        .getMessage());
        assertTrue(refusal.startsWith("the pattern \"" + text + "\" of a test is not usable"), refusal);
        assertTrue(
                refusal.endsWith(
                        "; write an exact topic, a template with variables between colons, like \"orders:{id}\" or"
                                + " \"files:{path*}\", or a prefix followed by one trailing \"*\", like \"rooms:*\""),
                refusal);
    }

    @ParameterizedTest
    @CsvSource({
        "orders:{id}, orders:7, id, 7",
        "orders:{id}, orders:a{b*}c, id, a{b*}c",
        "v{n}:x, v12:x, n, 12",
        "{a}:{b}, 1:2, a, 1",
        "{a}:{b}, 1:2, b, 2",
        "a:{x}:b:{y}, a:b:b:日本, y, 日本",
        "files:{path*}, files:a:b, path, a:b",
        "files:{path*}, files:, path, ''",
        "{a}:{rest*}, 1:2:3, a, 1",
        "{a}:{rest*}, 1:2:3, rest, 2:3",
        "{all*}, x, all, x"
    })
    void aTemplateTellsWhatItsVariablesStandFor(String text, String topic, String name, String value) {
        TopicPattern pattern = TopicPattern.of(text, "a test");
        assertTrue(pattern.matches(topic));
        assertEquals(value, pattern.variable(name, topic));
    }

    @ParameterizedTest
    @CsvSource({
        "orders:{id}, orders:",
        "orders:{id}, orders:7:items",
        "orders:{id}, order:7",
        "orders:{id}, orders",
        "orders:{id}:items, orders:7:item",
        "orders:{id}:items, orders::items",
        "orders:{id}:items, orders:7:items:1",
        "{a}:{b}, :2",
        "{a}:x, 1:xx",
        "files:{path*}, files",
        "ab:{x}:ba, ab:ba"
    })
    void aTemplateDoesNotMatchWhatItsLiteralsAndColonsForbid(String text, String topic) {
        assertFalse(TopicPattern.of(text, "a test").matches(topic));
    }

    @Test
    void aVariableThatTheTemplateHasNotIsRefusedWithThoseThatItHas() {
        TopicPattern pattern = TopicPattern.of("shops:{shop}:{id}", "a test");
        assertEquals(
                "the pattern \"shops:{shop}:{id}\" has no variable \"name\", only \"id\", \"shop\"",
                assertThrows(IllegalArgumentException.class, () -> pattern.variable("name", "shops:1:2"))
                        .getMessage());
        assertEquals(
                "the pattern \"rooms:*\" has no variable \"\"; write one, like \"orders:{id}\"",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> TopicPattern.of("rooms:*", "a test").variable("", "rooms:1"))
                        .getMessage());
    }

    /** In this order, whatever the order in which they were given. */
    @Test
    void theExactTopicCountsThenTheMostLiteralCharactersThenTheTemplateThenThePrefix() {
        List<String> order = List.of(
                "a:b:c",
                "a:{x}:c",
                "a:b:{x}",
                "a:b:{x*}",
                "a:b:*",
                "a:{x}:{y}",
                "a:{x}",
                "a:{rest*}",
                "a:*",
                "{x}:b:c",
                "{x}",
                "*");
        for (int seed = 0; seed < 20; seed++) {
            List<String> shuffled = new ArrayList<>(order);
            Collections.shuffle(shuffled, new Random(seed));
            List<String> sorted = shuffled.stream()
                    .map(text -> TopicPattern.of(text, "a test"))
                    .sorted(TopicPattern::compareSpecificity)
                    .map(TopicPattern::text)
                    .toList();
            for (String topic : List.of("a:b:c", "a:z:c", "a:b:z", "a:b:", "a:y:z", "a:z", "a:", "x:b:c", "x")) {
                List<String> expected = matching(order, topic);
                assertEquals(expected.get(0), matching(sorted, topic).get(0), topic);
            }
        }
    }

    private static List<String> matching(List<String> patterns, String topic) {
        return patterns.stream()
                .filter(text -> TopicPattern.of(text, "a test").matches(topic))
                .toList();
    }

    @Test
    void theRouterTakesTheNextPatternWhereATemplateDoesNotMatch() {
        Route orders = Route.of(List.of("orders:{id}"), new TestHandler());
        Route all = Route.of(List.of("orders:*", "orders:new"), new TestHandler());
        Router router = new Router(List.of(all, orders));
        assertSame(orders, Objects.requireNonNull(router.find("orders:7")).route());
        assertSame(all, Objects.requireNonNull(router.find("orders:7:items")).route());
        assertSame(all, Objects.requireNonNull(router.find("orders:new")).route());
        assertNull(router.find("rooms:7"));
    }

    @Test
    void twoTemplatesOfOneShapeAreRefused() {
        Route one = Route.of(List.of("orders:{id}"), new TestHandler());
        Route other = Route.of(List.of("orders:{name}"), new TestHandler());
        assertEquals(
                "both " + TestHandler.class.getName() + " and " + TestHandler.class.getName()
                        + " take the topics \"orders:{name}\", as \"orders:{id}\"; give one of them another pattern in"
                        + " @Channel",
                assertThrows(IllegalArgumentException.class, () -> new Router(List.of(one, other)))
                        .getMessage());
    }

    @Test
    void aHandlerWithoutAnyPatternIsRefused() {
        String refusal = String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> Route.of(List.of(), new TestHandler()))
                        .getMessage());
        assertTrue(refusal.contains(TestHandler.class.getName() + " names no topics"), refusal);
        assertTrue(refusal.contains("write at least one pattern in @Channel"), refusal);
    }
}
