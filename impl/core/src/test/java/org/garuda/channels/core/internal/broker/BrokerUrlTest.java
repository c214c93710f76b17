package org.garuda.channels.core.internal.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.garuda.channels.core.internal.broker.BrokerUrl.Address;
import org.garuda.channels.spi.BusContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerUrlTest {

    private static final String SECRET = "s3cret";

    @Test
    void severalAddressesHaveTheirOwnPorts() {
        BrokerUrl url = read("redis://one,two_2:7000,10.0.0.1:7001/0", Map.of());

        assertEquals(
                List.of(new Address("one", 6379), new Address("two_2", 7000), new Address("10.0.0.1", 7001)),
                url.addresses());
        assertEquals("0", url.path());
        assertEquals("redis://one:6379,two_2:7000,10.0.0.1:7001", url.toString());
    }

    @Test
    void anAddressOfIpv6IsInBrackets() {
        BrokerUrl url = read("redis://[::1]:7000", Map.of());

        assertEquals(List.of(new Address("::1", 7000)), url.addresses());
        assertEquals("redis://[::1]:7000", url.toString());
    }

    @Test
    void userAndPasswordAreDecoded() {
        BrokerUrl url = read("redis://me:p%40ss+%3A@host", Map.of("user", "other", "password", "other"));

        assertEquals(Optional.of("me"), url.user());
        assertEquals(Optional.of("p@ss+:"), url.password());
        assertFalse(url.toString().contains("me"));
    }

    @Test
    void aPasswordAloneHasNoUser() {
        BrokerUrl url = read("redis://:" + SECRET + "@host", Map.of());

        assertEquals(Optional.empty(), url.user());
        assertEquals(Optional.of(SECRET), url.password());
    }

    @Test
    void whatTheUrlDoesNotSayTheSettingsMay() {
        BrokerUrl url = read("redis://host", Map.of("user", "me", "password", SECRET));

        assertEquals(Optional.of("me"), url.user());
        assertEquals(Optional.of(SECRET), url.password());
    }

    @Test
    void aPasswordMayBeInAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), SECRET + "\n");

        assertEquals(
                Optional.of(SECRET),
                read("redis://host?password-file=" + file, Map.of()).password());
    }

    @Test
    void aFileThatCannotBeReadIsNamedWithItsSetting() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> read("redis://host?password-file=/no/such", Map.of())
                                .password())
                .getMessage();
        assertTrue(message.contains("/no/such") && message.contains("password-file"), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis:/host",
                "redis:host",
                "redis://me:s3cret@host:0",
                "redis://me:s3cret@host:70000",
                "redis://me:s3cret@one,:7000",
                "redis://me:s3cret@host?tls=true",
                "redis://me:4711s3cret:0815"
            })
    void whatIsWrongIsToldWithoutTheSecret(String url) {
        String message = assertThrows(IllegalArgumentException.class, () -> read(url, Map.of()))
                .getMessage();
        assertTrue(message.startsWith("channels.bus"), message);
        assertFalse(message.contains(SECRET), message);
    }

    @Test
    void aClientCertificateNeedsItsKey() {
        BrokerUrl url = read("rediss://host?certificate-file=/a", Map.of());

        assertThrows(IllegalArgumentException.class, url::tls);
    }

    @Test
    void aCaFileWithoutCertificatesIsNamed(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("ca.pem"), "nothing\n");

        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> read("rediss://host", Map.of("ca-file", file.toString()))
                                .tls())
                .getMessage();
        assertTrue(message.contains("ca.pem") && message.contains("ca-file"), message);
    }

    private static BrokerUrl read(String url, Map<String, String> settings) {
        return BrokerUrl.read(URI.create(url), new Settings(settings), 6379);
    }

    private record Settings(Map<String, String> values) implements BusContext {
        @Override
        public String prefix() {
            return "app";
        }

        @Override
        public Optional<String> setting(String name) {
            return Optional.ofNullable(values.get(name));
        }

        @Override
        public void received(String channel, byte[] message) {}

        @Override
        public void connected() {}

        @Override
        public void disconnected(Throwable cause) {}

        @Override
        public ThreadFactory threads() {
            return Thread::new;
        }
    }
}
