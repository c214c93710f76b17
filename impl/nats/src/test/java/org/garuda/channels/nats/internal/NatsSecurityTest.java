package org.garuda.channels.nats.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.spi.Bus;
import org.garuda.channels.tck.bus.BrokerProcess;
import org.garuda.channels.tck.bus.BusTrial;
import org.garuda.channels.tck.bus.Certificates;
import org.garuda.channels.tck.bus.RecordingContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Users, tokens, rights and TLS, as operators set them up. */
@Timeout(60)
class NatsSecurityTest {

    private static final String SECRET = "s3cret";

    @TempDir
    private Path folder;

    @Test
    void aTokenIsEnough() throws Exception {
        try (BrokerProcess nats = nats("authorization { token: \"" + SECRET + "\" }")) {
            BusTrial.works(
                    new NatsBusProvider(),
                    "nats://" + SECRET + "@127.0.0.1:" + nats.port(),
                    new RecordingContext("app"));
        }
    }

    @Test
    void aChannelThatTheUserMayNotHearFailsAloneAndTheOthersAreConfirmed() throws Exception {
        try (BrokerProcess nats = nats("authorization { users: [ { user: app, password: " + SECRET
                + ", permissions: { publish: \"app.>\", subscribe: \"app.ok.*\" } } ] }")) {
            RecordingContext context =
                    new RecordingContext("app").with("user", "app").with("password", SECRET);
            try (Bus bus = bus("nats://127.0.0.1:" + nats.port(), context)) {
                CompletableFuture<Void> ok = bus.subscribe("ok.1").toCompletableFuture();
                CompletableFuture<Void> not = bus.subscribe("not").toCompletableFuture();
                CompletableFuture<Void> alsoOk = bus.subscribe("ok.2").toCompletableFuture();
                bus.start();

                ok.get(60, TimeUnit.SECONDS);
                alsoOk.get(60, TimeUnit.SECONDS);
                String message = assertThrows(ExecutionException.class, () -> not.get(60, TimeUnit.SECONDS))
                        .getCause()
                        .getMessage();
                assertTrue(message.contains("not") && message.contains("Permissions"), message);
                context.awaitConnected(1);
                assertTrue(bus.publish("ok.1", new byte[] {1}));
                context.awaitMessages("ok.1", 1);
                assertEquals(List.of("connected"), context.news());
            }
        }
    }

    @Test
    void aWrongPasswordIsToldWithTheAddressAndWithoutThePassword() throws Exception {
        try (BrokerProcess nats = nats("authorization { user: app, password: another }")) {
            String message = BusTrial.fails(
                    new NatsBusProvider(),
                    "nats://app:" + SECRET + "@127.0.0.1:" + nats.port(),
                    new RecordingContext("app"));
            assertTrue(message.contains("127.0.0.1:" + nats.port()), message);
            assertTrue(message.toLowerCase(Locale.ROOT).contains("authorization"), message);
            assertFalse(message.contains(SECRET), message);
        }
    }

    @Test
    void theCaOfTheUrlIsTrustedAndAClientShowsItsCertificate() throws Exception {
        Certificates server = Certificates.of(folder, "ip:127.0.0.1");
        Certificates client = Certificates.of(folder, "dns:client");
        try (BrokerProcess nats = nats(tls(server) + ", ca_file: \"" + client.certificate() + "\", verify: true }")) {
            BusTrial.works(
                    new NatsBusProvider(),
                    "tls://127.0.0.1:" + nats.port() + "?ca-file=" + server.certificate(),
                    new RecordingContext("app")
                            .with("certificate-file", client.certificate().toString())
                            .with("key-file", client.key().toString()));
        }
    }

    @Test
    void theNameOfTheUrlIsTheOneThatIsChecked() throws Exception {
        Certificates server = Certificates.of(folder, "dns:localhost");
        try (BrokerProcess nats = nats(tls(server) + " }")) {
            BusTrial.works(
                    new NatsBusProvider(),
                    "tls://localhost:" + nats.port() + "?ca-file=" + server.certificate(),
                    new RecordingContext("app"));
        }
    }

    @Test
    void aServerOfAnotherNameOrAnotherCaIsNotTrusted() throws Exception {
        Certificates elsewhere = Certificates.of(folder, "dns:elsewhere.example");
        try (BrokerProcess nats = nats(tls(elsewhere) + " }")) {
            for (String trust : List.of("", "?ca-file=" + elsewhere.certificate())) {
                String reason = BusTrial.fails(
                        new NatsBusProvider(), "tls://127.0.0.1:" + nats.port() + trust, new RecordingContext("app"));
                assertFalse(reason.isBlank());
            }
        }
    }

    @Test
    void ofSeveralSeedsOneThatAnswersIsEnough() throws Exception {
        try (BrokerProcess nats = nats("")) {
            BusTrial.works(
                    new NatsBusProvider(),
                    "nats://127.0.0.1:1,127.0.0.1:" + nats.port() + ",127.0.0.1:2",
                    new RecordingContext("app"));
        }
    }

    @Test
    void aServerThatTakesSmallMessagesOnlyIsRefusedWithWhatToChange() throws Exception {
        try (BrokerProcess nats = nats("max_payload: 65536")) {
            String message = BusTrial.fails(
                    new NatsBusProvider(), "nats://127.0.0.1:" + nats.port(), new RecordingContext("app"));
            assertTrue(message.contains("max_payload"), message);
        }
    }

    @Test
    void whatCannotBeUsedIsToldAtOnce() {
        RecordingContext context = new RecordingContext("app");
        for (String url : List.of("nats://host/path", "nats://:" + SECRET + "@host")) {
            String message = assertThrows(IllegalArgumentException.class, () -> bus(url, context))
                    .getMessage();
            assertTrue(message.startsWith("channels.bus (nats"), message);
            assertFalse(message.contains(SECRET), message);
        }
    }

    private static Bus bus(String url, RecordingContext context) {
        return new NatsBusProvider().create(URI.create(url), context);
    }

    private static String tls(Certificates server) {
        return "tls { cert_file: \"" + server.certificate() + "\", key_file: \"" + server.key() + "\"";
    }

    private static BrokerProcess nats(String configuration) throws IOException {
        return BrokerProcess.start("nats-server", (port, home) -> {
            try {
                Path file = Files.writeString(
                        home.resolve("nats.conf"), "listen: \"127.0.0.1:" + port + "\"\n" + configuration + "\n");
                return List.of("-c", file.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
