package org.garuda.channels.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SameHostTest {

    private final OriginCheck origins = Origins.sameHost();

    @ParameterizedTest
    @CsvSource({
        "https://example.com,example.com",
        "http://example.com:8080,example.com:4000",
        "HTTPS://Example.COM,example.com",
        "http://127.0.0.1:3000,127.0.0.1:4000",
        "http://[::1]:3000,[::1]:4000",
        "http://my_app:4000,my_app:4000",
        "http://my_app,my_app:4000"
    })
    void pagesOfTheSameHostPassWhateverTheirPort(String origin, String host) {
        assertTrue(origins.allows(origin, host));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:3000,127.0.0.1:4000",
        "http://localhost:3000,[::1]:4000",
        "http://127.0.0.1:3000,localhost:4000",
        "http://127.0.0.1:3000,[::1]:4000",
        "http://[::1]:3000,LOCALHOST:4000",
        "http://[::1],127.0.0.1"
    })
    void theNamesOfTheMachineItselfAreOneHost(String origin, String host) {
        assertTrue(origins.allows(origin, host));
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example,127.0.0.1:4000",
        "http://localhost:3000,example.com",
        "http://localhost.evil.example,localhost",
        "http://sub.localhost,localhost",
        "http://127.0.0.1.evil.example,127.0.0.1",
        "http://192.0.2.1,127.0.0.1",
        "https://evil.example,example.com",
        "https://sub.example.com,example.com",
        "https://example.com,sub.example.com",
        "https://example.com.evil.example,example.com",
        "https://example.com@evil.example,example.com",
        "https://my_app@evil.example,my_app",
        "https://my_app,other_app",
        "null,example.com",
        "'',example.com",
        "http://,example.com",
        "file:///index.html,example.com",
        "not a url,example.com"
    })
    void otherPagesDoNotPass(String origin, String host) {
        assertFalse(origins.allows(origin, host));
    }

    @Test
    void aRequestWithoutOriginPasses() {
        assertTrue(origins.allows(null, "example.com"));
        assertTrue(origins.allows(null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ":4000", "[", "a b"})
    void aPageDoesNotPassWithoutAReadableHost(String host) {
        assertFalse(origins.allows("https://example.com", host));
        assertFalse(origins.allows("https://example.com", null));
    }
}
