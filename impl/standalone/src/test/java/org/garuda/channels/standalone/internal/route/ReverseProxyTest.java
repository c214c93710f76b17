package org.garuda.channels.standalone.internal.route;

import static org.garuda.channels.standalone.internal.fixture.RawRequest.UPGRADE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.garuda.channels.config.Hosts;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.Proxies;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.standalone.ChannelServer;
import org.garuda.channels.standalone.internal.fixture.RawClient;
import org.garuda.channels.standalone.internal.fixture.RawRequest;
import org.garuda.channels.standalone.internal.fixture.Witness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The configurations of {@code docs/proxies.md}, taken out of the document, in the real proxies. Clients come from
 * addresses of their own within 127.0.0.0/8.
 */
class ReverseProxyTest {

    private static final Path DOCUMENT = Path.of("..", "..", "docs", "proxies.md");
    private static final String PROXY = "127.0.0.1";
    private static final int MESSAGE_BYTES = 300_000;

    @TempDir
    Path folder;

    private final Witness witness = new Witness();
    private ChannelServer server;

    /** Neither listens nor connects, so that the proxy may listen on its port and nobody else is given it meanwhile. */
    private final Socket held = new Socket();

    private int port;
    private Process proxy;

    /** The proxies that the document knows. */
    enum Kind {
        NGINX("nginx") {
            @Override
            String[] command(Path folder, String configuration) throws IOException {
                Path file = folder.resolve("nginx.conf");
                String paths = "";
                for (String use : new String[] {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
                    paths += use + "_temp_path " + folder.resolve(use) + ";\n";
                }
                Files.writeString(
                        file,
                        "daemon off;\nmaster_process off;\npid " + folder.resolve("pid") + ";\nerror_log stderr;\n"
                                + "events {}\nhttp {\naccess_log off;\n" + paths + configuration + "}\n");
                return new String[] {program(), "-p", folder.toString(), "-c", file.toString()};
            }
        },
        HAPROXY("haproxy") {
            @Override
            String[] command(Path folder, String configuration) throws IOException {
                Path file = Files.writeString(folder.resolve("haproxy.cfg"), configuration);
                return new String[] {program(), "-db", "-f", file.toString()};
            }
        };

        private final String name;

        Kind(String name) {
            this.name = name;
        }

        abstract String[] command(Path folder, String configuration) throws IOException;

        /** Where it is installed, or its bare name. */
        String program() {
            for (String path : new String[] {"/usr/sbin/", "/usr/local/sbin/", "/usr/bin/", "/usr/local/bin/"}) {
                if (Files.isExecutable(Path.of(path + name))) {
                    return path + name;
                }
            }
            return name;
        }

        boolean isInstalled() {
            return !program().equals(name);
        }

        /** Its configuration as it stands in the document. */
        String documented() throws IOException {
            Matcher block =
                    Pattern.compile("```" + name + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(DOCUMENT));
            assertTrue(block.find(), "docs/proxies.md has no block for " + name);
            String configuration = block.group(1);
            assertFalse(block.find(), "docs/proxies.md has two blocks for " + name);
            return configuration;
        }
    }

    @BeforeEach
    void startServer() {
        server = ChannelServer.builder()
                .port(0)
                .node(NodeSettings.builder()
                        .http(http -> http.proxies(Proxies.of(PROXY)).hosts(Hosts.of("chat.example.com")))
                        .build())
                .socket(SocketSettings.builder()
                        .longPoll(poll -> poll.sessionsPerAddress(1).window(Duration.ofSeconds(2)))
                        .build())
                .handler(witness)
                .staticFiles("META-INF")
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        held.close();
        if (proxy != null) {
            proxy.destroy();
            if (!proxy.waitFor(10, TimeUnit.SECONDS)) {
                proxy.destroyForcibly();
            }
        }
        server.close();
    }

    private void start(Kind kind) throws Exception {
        boolean required = "true".equals(System.getenv("TCK_REQUIRE_PROXIES"));
        if (!kind.isInstalled() && !required) {
            System.err.println("SKIPPED: there is no " + kind.name + " on this machine");
        }
        assumeTrue(kind.isInstalled() || required, kind.name + " is not installed");
        held.setReuseAddress(true);
        held.bind(new InetSocketAddress(PROXY, 0));
        port = held.getLocalPort();
        String configuration = kind.documented();
        // The server's port first, and whole: the proxy's own may begin with the same digits.
        String here = configuration
                .replaceAll("127\\.0\\.0\\.1:4000\\b", PROXY + ":" + server.port())
                .replaceAll("(listen |bind ):?80\\b", "$1" + PROXY + ":" + port);
        assertEquals(
                2, configuration.lines().filter(line -> !here.contains(line)).count(), here);
        Path log = folder.resolve("log");
        proxy = new ProcessBuilder(kind.command(folder, here))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!answers()) {
            assertTrue(proxy.isAlive() && System.nanoTime() < deadline, () -> read(log));
            Thread.onSpinWait();
        }
    }

    private boolean answers() {
        try (Socket attempt = new Socket()) {
            attempt.connect(new InetSocketAddress(PROXY, port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWebSocketGoesThroughWithItsClientsAddressHostAndPage(Kind kind) throws Exception {
        start(kind);
        for (String path : new String[] {"/socket", "/app/socket"}) {
            try (RawClient client =
                    webSocket("127.0.0.2", path, "https://chat.example.com", "X-Forwarded-For: 6.6.6.6\r\n")) {
                client.join("rooms:a");
                assertEquals("127.0.0.2 chat.example.com", witness.last);
                String big = "x".repeat(MESSAGE_BYTES);
                client.text("[\"1\",\"2\",\"rooms:a\",\"echo\",{\"text\":\"" + big + "\"}]");
                assertTrue(client.read().contains(big));
                server.broadcaster().broadcast("rooms:a", "news", Map.of());
                client.expect("[null,null,\"rooms:a\",\"news\",{}]");
            }
        }
        try (RawClient client = webSocket("127.0.0.3", "/socket", null, "Forwarded: for=6.6.6.6\r\n")) {
            client.join("rooms:a");
            assertEquals("127.0.0.3 chat.example.com", witness.last);
            server.close();
            assertEquals("close 1012", client.read());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPageOfAnotherHostIsRefusedAndToldWhy(Kind kind) throws Exception {
        start(kind);
        String answer = ask(
                "127.0.0.2", "GET", "/socket/websocket?vsn=2.0.0", UPGRADE + "Origin: https://evil.example\r\n", "");
        assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
        assertTrue(answer.contains("channels.origins"), answer);
    }

    @ParameterizedTest
    @EnumSource
    void aClientPollsThroughAndIsCountedByItsOwnAddress(Kind kind) throws Exception {
        start(kind);
        String token = token(ask("127.0.0.2", "GET", "/app/socket/longpoll?vsn=2.0.0", "", ""));
        assertEquals("127.0.0.2 chat.example.com", witness.last);
        assertTrue(ask("127.0.0.2", "GET", "/socket/longpoll?vsn=2.0.0", "X-Forwarded-For: 6.6.6.6\r\n", "")
                .contains("\"status\":403"));
        token(ask("127.0.0.3", "GET", "/socket/longpoll?vsn=2.0.0", "", ""));

        String big = "x".repeat(MESSAGE_BYTES);
        String body = "[\"1\",\"1\",\"rooms:a\",\"phx_join\",{}]\n[\"1\",\"2\",\"rooms:a\",\"echo\",{\"text\":\"" + big
                + "\"}]";
        String post = ask(
                "127.0.0.2",
                "POST",
                "/app/socket/longpoll?vsn=2.0.0&token=" + token,
                "Content-Type: application/x-ndjson\r\nContent-Length: " + body.length() + "\r\n",
                body);
        assertTrue(post.contains("\"status\":200"), post);
        String poll = "/app/socket/longpoll?vsn=2.0.0&token=" + token;
        String answer = ask("127.0.0.2", "GET", poll, "", "");
        assertTrue(answer.contains(big), () -> answer.substring(0, Math.min(500, answer.length())));
        assertTrue(ask("127.0.0.2", "GET", poll, "", "").contains("\"status\":204"), "a poll that waits comes back");
    }

    @ParameterizedTest
    @EnumSource
    void theRestOfTheServerIsThereBelowThePathToo(Kind kind) throws Exception {
        start(kind);
        for (String path : new String[] {"/beans.xml", "/app/beans.xml"}) {
            assertTrue(ask("127.0.0.2", "GET", path, "", "").startsWith("HTTP/1.1 200"), path);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theProxyIsMorePatientThanTheServer(Kind kind) throws Exception {
        Matcher time = Pattern.compile(
                        "^ *(?:proxy_(?:read|send)_timeout|timeout (?:client|server|tunnel)) (\\d+)s",
                        Pattern.MULTILINE)
                .matcher(kind.documented());
        int times = 0;
        while (time.find()) {
            assertTrue(
                    Integer.parseInt(time.group(1))
                            > SocketSettings.defaults().timeouts().idle().toSeconds() + 10,
                    time.group());
            times++;
        }
        assertEquals(kind == Kind.NGINX ? 2 : 3, times);
    }

    private static String token(String answer) {
        Matcher token = Pattern.compile("\"status\":410,\"token\":\"([^\"]+)\"").matcher(answer);
        assertTrue(token.find(), answer);
        return token.group(1);
    }

    private Socket connect(String from) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(PROXY, port), 10_000);
        socket.setSoTimeout(30_000);
        return socket;
    }

    private RawClient webSocket(String from, String path, String origin, String headers) throws IOException {
        String page = origin == null ? "" : "Origin: " + origin + "\r\n";
        return new RawClient(
                connect(from),
                "GET " + path + "/websocket?vsn=2.0.0 HTTP/1.1\r\nHost: chat.example.com\r\n" + UPGRADE + page + headers
                        + "\r\n");
    }

    private String ask(String from, String method, String target, String headers, String body) throws IOException {
        try (Socket socket = connect(from)) {
            return RawRequest.ask(socket, method, target, "Host: chat.example.com\r\n" + headers, body);
        }
    }
}
