package org.garuda.channels.core.internal.protocol;

import static org.garuda.channels.core.internal.protocol.Frames.json;
import static org.garuda.channels.core.internal.protocol.Frames.malformed;
import static org.garuda.channels.core.internal.protocol.Frames.message;
import static org.garuda.channels.core.internal.protocol.Frames.v2;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class V2TextFrameTest {

    @Test
    void fiveElementsAreJoinRefRefTopicEventPayload() {
        Inbound.Message message = message(v2("[\"1\", \"2\", \"rooms:a\", \"new:msg\", {\"text\": \"hi\"}]"));
        assertEquals("\"1\"", message.joinRef());
        assertEquals("\"2\"", message.ref());
        assertEquals("rooms:a", message.topic());
        assertNull(message.topicJson());
        assertEquals("new:msg", message.event());
        assertEquals("{\"text\": \"hi\"}", json(message.payload()));
    }

    @Test
    void elementsBeyondTheFifthAreIgnoredButMustBeJson() {
        assertEquals("e", message(v2("[1,2,\"t\",\"e\",{},null,[3],{\"x\":4}]")).event());
        malformed(v2("[1,2,\"t\",\"e\",{},nope]"));
        malformed(v2("[1,2,\"t\",\"e\",{},]"));
    }

    @Test
    void escapesInTopicAndEventAreResolved() {
        Inbound.Message message = message(v2("[null,null,\"r\\u00f6\\/m\\n\",\"\\ud83e\\udd85\\\"\",null]"));
        assertEquals("rö/m\n", message.topic());
        assertEquals("🦅\"", message.event());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "{}",
                "1",
                "\"text\"",
                "null",
                "true",
                "[1,2,\"t\",\"e\"]",
                "[1,2,\"t\",\"e\",{}",
                "[1,2,\"t\",\"e\",{}]]",
                "[1,2,\"t\",\"e\",{}] x",
                "[1,2,\"t\",\"e\",{}][]",
                "[1 2,\"t\",\"e\",{}]",
                "{\"topic\":\"t\",\"event\":\"e\",\"payload\":{},\"ref\":null}"
            })
    void anythingElseIsMalformed(String text) {
        malformed(v2(text));
    }

    @Test
    void everyPrefixOfAFrameIsMalformed() {
        String frame = "[\"1\",null,\"t\\u00e9\",\"e\",{\"a\":[1.5e3,true,\"x\"]}]";
        for (int i = 0; i < frame.length(); i++) {
            malformed(v2(frame.substring(0, i)));
        }
        message(v2(frame));
    }

    @Test
    void aTopicThatIsNoStringIsKeptAsJson() {
        Inbound.Message message = message(v2("[null,\"1\",{\"a\":1},\"e\",{}]"));
        assertNull(message.topic());
        assertEquals("{\"a\":1}", message.topicJson());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "[]", "{}", "true"})
    void anEventThatIsNoStringIsKnownAsSuch(String event) {
        assertNull(message(v2("[null,\"1\",\"t\"," + event + ",{}]")).event());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "\"s\"", "[1]", "true", "{}", "12345678901234567890123"})
    void anyJsonValueIsAPayload(String payload) {
        assertEquals(
                payload,
                json(message(v2("[null,\"1\",\"t\",\"e\"," + payload + "]")).payload()));
    }
}
