package org.garuda.channels.redis.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.garuda.channels.spi.Bus;
import org.garuda.channels.tck.bus.BrokerProcess;
import org.garuda.channels.tck.bus.BusTrial;
import org.garuda.channels.tck.bus.Certificates;
import org.garuda.channels.tck.bus.RecordingContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users, passwords and TLS, as operators set them up; and Sentinel. */
@Timeout(60)
class RedisSecurityTest {

    private static final String SECRET = "s3cret";

    @TempDir
    private Path folder;

    /** What docs say a user needs. */
    @Test
    void aUserWhoMayUseItsOwnChannelsAloneIsEnough() throws Exception {
        try (BrokerProcess redis = redis(user("&app.*"))) {
            Path file = Files.writeString(folder.resolve("password"), SECRET + "\n");
            BusTrial.works(
                    new RedisBusProvider(),
                    "redis://app@127.0.0.1:" + redis.port() + "?password-file=" + file,
                    new RecordingContext("app"));
        }
    }

    @Test
    void aChannelThatTheUserMayNotHearFailsAloneAndTheOthersAreConfirmed() throws Exception {
        try (BrokerProcess redis = redis(user("&app.ok*"))) {
            RecordingContext context =
                    new RecordingContext("app").with("user", "app").with("password", SECRET);
            try (Bus bus = bus("redis://127.0.0.1:" + redis.port(), context)) {
                var ok = bus.subscribe("ok1").toCompletableFuture();
                var not = bus.subscribe("not").toCompletableFuture();
                var alsoOk = bus.subscribe("ok2").toCompletableFuture();
                bus.start();

                ok.get(60, TimeUnit.SECONDS);
                alsoOk.get(60, TimeUnit.SECONDS);
                String message = assertThrows(ExecutionException.class, () -> not.get(60, TimeUnit.SECONDS))
                        .getCause()
                        .getMessage();
                assertTrue(message.contains("not") && message.contains("NOPERM"), message);
                context.awaitConnected(1);
            }
        }
    }

    @Test
    void aWrongPasswordIsToldWithTheAddressAndWithoutThePassword() throws Exception {
        try (BrokerProcess redis = redis("--requirepass", "another")) {
            String message = BusTrial.fails(
                    new RedisBusProvider(),
                    "redis://:" + SECRET + "@127.0.0.1:" + redis.port(),
                    new RecordingContext("app"));
            assertTrue(message.contains("127.0.0.1:" + redis.port()), message);
            assertTrue(message.contains("WRONGPASS"), message);
            assertFalse(message.contains(SECRET), message);
        }
    }

    @Test
    void theCaOfTheUrlIsTrustedAndAClientShowsItsCertificate() throws Exception {
        Certificates server = Certificates.of(folder, "ip:127.0.0.1");
        Certificates client = Certificates.of(folder, "dns:client");
        try (BrokerProcess redis = tls(
                server,
                "--tls-auth-clients",
                "yes",
                "--tls-ca-cert-file",
                client.certificate().toString())) {
            BusTrial.works(
                    new RedisBusProvider(),
                    "rediss://127.0.0.1:" + redis.port() + "?ca-file=" + server.certificate(),
                    new RecordingContext("app")
                            .with("certificate-file", client.certificate().toString())
                            .with("key-file", client.key().toString()));
        }
    }

    @Test
    void aServerOfAnotherNameOrAnotherCaIsNotTrusted() throws Exception {
        Certificates elsewhere = Certificates.of(folder, "dns:elsewhere.example");
        try (BrokerProcess redis = tls(elsewhere, "--tls-auth-clients", "no")) {
            for (String trust : List.of("", "?ca-file=" + elsewhere.certificate())) {
                String reason = BusTrial.fails(
                        new RedisBusProvider(),
                        "rediss://127.0.0.1:" + redis.port() + trust,
                        new RecordingContext("app"));
                assertTrue(reason.contains("127.0.0.1:" + redis.port()), reason);
            }
        }
    }

    @Test
    void sentinelTellsWhoIsTheMaster() throws Exception {
        try (BrokerProcess redis = redis("--requirepass", SECRET)) {
            try (BrokerProcess sentinel = BrokerProcess.start("redis-server", (port, home) -> {
                String text = "port " + port + "\nbind 127.0.0.1\nsentinel monitor main 127.0.0.1 " + redis.port()
                        + " 1\nsentinel auth-pass main " + SECRET + "\n";
                return List.of(write(home.resolve("sentinel.conf"), text).toString(), "--sentinel");
            })) {
                // The first of them is not there.
                String url = "redis-sentinel://127.0.0.1:1,127.0.0.1:" + sentinel.port() + "#main";
                BusTrial.works(new RedisBusProvider(), url, new RecordingContext("app").with("password", SECRET));
            }
        }
    }

    @Test
    void ofSeveralAddressesOneThatAnswersIsEnough() throws Exception {
        try (BrokerProcess redis = redis()) {
            RecordingContext context = new RecordingContext("app");
            try (Bus bus = bus("redis://127.0.0.1:1,127.0.0.1:" + redis.port() + ",127.0.0.1:2", context)) {
                bus.start();
                context.awaitConnected(1);
            }
        }
    }

    @Test
    void whatCannotBeUsedIsToldAtOnce() {
        RecordingContext context = new RecordingContext("app");
        for (String url : List.of("redis://host/channels", "redis-sentinel://host", "redis://me@host")) {
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> new RedisBusProvider().create(URI.create(url), context))
                    .getMessage();
            assertTrue(message.startsWith("channels.bus (redis"), message);
        }
    }

    private static String[] user(String channels) {
        return ("--user app on >" + SECRET + " resetchannels " + channels
                        + " -@all +ping +subscribe +unsubscribe +publish")
                .split(" ");
    }

    private static Bus bus(String url, RecordingContext context) {
        return new RedisBusProvider().create(URI.create(url), context);
    }

    private static BrokerProcess redis(String... more) throws Exception {
        return BrokerProcess.start(
                "redis-server",
                (port, home) -> concat(List.of("--port", "" + port, "--bind", "127.0.0.1", "--save", ""), more));
    }

    private static BrokerProcess tls(Certificates server, String... more) throws Exception {
        return BrokerProcess.start(
                "redis-server",
                (port, home) -> concat(
                        List.of(
                                "--port",
                                "0",
                                "--tls-port",
                                "" + port,
                                "--bind",
                                "127.0.0.1",
                                "--save",
                                "",
                                "--tls-cert-file",
                                server.certificate().toString(),
                                "--tls-key-file",
                                server.key().toString()),
                        more));
    }

    private static List<String> concat(List<String> first, String... more) {
        return Stream.concat(first.stream(), Arrays.stream(more)).toList();
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
