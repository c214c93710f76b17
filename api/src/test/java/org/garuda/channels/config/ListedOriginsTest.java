package org.garuda.channels.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListedOriginsTest {

    @ParameterizedTest
    @CsvSource({
        "https://example.com,https://example.com,true",
        "https://example.com,https://example.com:443,true",
        "https://example.com,HTTPS://EXAMPLE.COM,true",
        "https://example.com,http://example.com,false",
        "https://example.com,https://example.com:8443,false",
        "https://example.com,https://www.example.com,false",
        "http://example.com,http://example.com:80,true",
        "http://example.com:8080,http://example.com:8080,true",
        "http://example.com:8080,http://example.com,false",
        "//example.com,http://example.com,true",
        "//example.com,https://example.com:9999,true",
        "//example.com,https://example.org,false",
        "//example.com:8080,http://example.com:8080,true",
        "//example.com:8080,https://example.com:8080,true",
        "//example.com:8080,http://example.com,false",
        "//example.com:443,https://example.com,true",
        "//example.com:80,http://example.com,true",
        "//example.com:80,https://example.com,false",
        "//*.example.com,https://a.example.com,true",
        "//*.example.com,https://a.b.example.com:81,true",
        "//*.example.com,https://example.com,false",
        "//*.example.com,https://badexample.com,false",
        "//*.example.com,https://a.example.com.evil.example,false",
        "https://*.example.com,https://a.example.com,true",
        "https://*.example.com,http://a.example.com,false",
        "https://*.example.com:8443,https://a.example.com:8443,true",
        "//my_app,http://my_app:3000,true",
        "http://my_app:3000,http://my_app:3000,true",
        "http://my_app:3000,http://my_app:3001,false",
        "//*.my_net,http://a.my_net,true"
    })
    void anEntryAllowsItsPagesAndNoOthers(String entry, String origin, boolean allowed) {
        assertEquals(allowed, Origins.of(entry).allows(origin, "server.example"));
    }

    @Test
    void oneEntryOfSeveralIsEnough() {
        OriginCheck origins = Origins.of("https://a.example", "//b.example");
        assertTrue(origins.allows("https://a.example", null));
        assertTrue(origins.allows("http://b.example:81", null));
        assertFalse(origins.allows("https://c.example", null));
    }

    @Test
    void aRequestWithoutOriginPassesAndOneFromNowhereDoesNot() {
        assertTrue(Origins.of("https://a.example").allows(null, null));
        assertFalse(Origins.of("https://a.example").allows("null", null));
        assertFalse(Origins.of().allows("https://a.example", "a.example"));
    }

    @Test
    void anywhereMeansAnywhere() {
        assertTrue(Origins.anywhere().allows("https://evil.example", "example.com"));
        assertTrue(Origins.anywhere().allows("null", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "example.com", "*", "https://", "https:// a", "//*", "mailto:me"})
    void anUnreadableEntryIsRefusedByName(String entry) {
        var e = assertThrows(IllegalArgumentException.class, () -> Origins.of(entry));
        assertTrue(e.getMessage().contains("\"" + entry + "\""), e.getMessage());
        assertTrue(e.getMessage().contains("https://example.com"), e.getMessage());
    }
}
