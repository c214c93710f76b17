package org.garuda.channels.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.garuda.channels.standalone.internal.fixture.RoomHandler;
import org.garuda.channels.standalone.internal.fixture.TestClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path folder;

    private static SSLContext context;

    @BeforeAll
    static void makeKey() throws Exception {
        Path store = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes());
        assertTrue(keytool.waitFor(60, TimeUnit.SECONDS) && keytool.exitValue() == 0, output);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    }

    @Test
    void clientsTalkOverTlsAsTheyDoWithoutIt() throws Exception {
        try (ChannelServer server = start();
                TestClient one = new TestClient(server, context).join("rooms:a");
                TestClient two = new TestClient(server, context).join("rooms:a")) {
            for (int i = 0; i < 200; i++) {
                one.send("[\"1\",null,\"rooms:a\",\"msg\",{\"n\":" + i + "}]");
            }
            for (int i = 0; i < 200; i++) {
                String expected = "[null,null,\"rooms:a\",\"msg\",{\"n\":" + i + "}]";
                one.expect(expected);
                two.expect(expected);
            }
        }
    }

    @Test
    void aMessageOfOneMebibyteComesBackOverTls() throws Exception {
        try (ChannelServer server = start();
                TestClient client = new TestClient(server, context).join("rooms:a")) {
            String large = "x".repeat(1024 * 1024);
            client.send("[\"1\",\"2\",\"rooms:a\",\"echo\",{\"a\":\"" + large + "\"}]");
            client.expect("[\"1\",\"2\",\"rooms:a\",\"phx_reply\",{\"response\":{\"a\":\"" + large
                    + "\"},\"status\":\"ok\"}]");
        }
    }

    @Test
    void plainHttpIsServedOverTlsOnTheSamePort() throws Exception {
        try (ChannelServer server = start()) {
            HttpClient client = HttpClient.newBuilder().sslContext(context).build();
            assertEquals(
                    "hello",
                    client.send(
                                    HttpRequest.newBuilder(server.uri().resolve("/hello"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body());
            assertEquals("https", server.uri().getScheme());
        }
    }

    @Test
    void aStopReachesClientsOverTls() throws Exception {
        ChannelServer server = start();
        try (server;
                TestClient client = new TestClient(server, context).join("rooms:a")) {
            server.close();
            assertEquals(1012, client.closeCode());
        }
    }

    private static ChannelServer start() {
        return ChannelServer.builder()
                .port(0)
                .tls(context)
                .handler(new RoomHandler())
                .http("/hello", request -> org.garuda.channels.standalone.HttpResponse.text(200, "hello"))
                .start();
    }
}
