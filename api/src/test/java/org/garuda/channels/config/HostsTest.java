package org.garuda.channels.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {

    @ParameterizedTest
    @CsvSource({
        "chat.example,chat.example,true",
        "chat.example,chat.example:4000,true",
        "chat.example,CHAT.example,true",
        "Chat.Example,chat.example,true",
        "chat.example,evil.example,false",
        "chat.example,chat.example.evil.example,false",
        "chat.example,a.chat.example,false",
        "*.chat.example,a.chat.example:81,true",
        "*.chat.example,a.b.chat.example,true",
        "*.chat.example,chat.example,false",
        "*.chat.example,evilchat.example,false",
        "my_app,my_app:4000,true",
        "192.0.2.1,192.0.2.1:4000,true",
        "[2001:db8::1],[2001:db8::1]:4000,true",
        "[2001:db8::1],[2001:db8::2],false",
        "chat.example,'',false",
        "chat.example,a b,false",
        "chat.example,chat.example:x,false"
    })
    void anEntryAllowsItsHostAtAnyPortAndNoOther(String entry, String host, boolean allowed) {
        assertEquals(allowed, Hosts.of(entry).allows(host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:4000", "127.0.0.1:4000", "[::1]", "[::1]:4000"})
    void theNamesOfTheMachineItselfAreThree(String host) {
        assertTrue(Hosts.loopback().allows(host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rebound.evil.example", "rebound.evil.example:4000", "192.0.2.1", "localhost.evil.example"})
    void aNameThatAnAttackerLetsLeadHereIsNoneOfThem(String host) {
        assertFalse(Hosts.loopback().allows(host));
    }

    @Test
    void aRequestWithoutHostPassesOnlyWhereAnyDoes() {
        assertFalse(Hosts.of("chat.example").allows(null));
        assertTrue(Hosts.any().allows(null));
        assertTrue(Hosts.any().allows("whatever"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "*.", "chat.example:4000", "https://chat.example", "//chat.example", "::1", "a/b"})
    void anUnreadableEntryIsRefusedByName(String entry) {
        var e = assertThrows(IllegalArgumentException.class, () -> Hosts.of(entry));
        assertTrue(e.getMessage().contains("\"" + entry + "\""), e.getMessage());
        assertTrue(e.getMessage().contains("chat.example.com"), e.getMessage());
    }
}
