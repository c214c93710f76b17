package org.garuda.channels.standalone.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.standalone.ChannelServer;
import org.garuda.channels.standalone.ServerAccess;
import org.garuda.channels.standalone.internal.fixture.RawClient;
import org.garuda.channels.standalone.internal.fixture.RoomHandler;
import org.garuda.channels.standalone.internal.fixture.TestClient;
import org.junit.jupiter.api.Test;

class StopTest {

    @Test
    void clientsAreClosedWith1012WhetherOrNotTheyHaveChannels() throws Exception {
        ChannelServer server =
                ChannelServer.builder().port(0).handler(new RoomHandler()).start();
        try (TestClient joined = new TestClient(server).join("rooms:a");
                TestClient bare = new TestClient(server)) {
            server.close();
            assertEquals(1012, joined.closeCode());
            assertEquals(1012, bare.closeCode());
        }
    }

    @Test
    void nothingIsLeftBehindAfterTheStop() throws Exception {
        ChannelServer server =
                ChannelServer.builder().port(0).handler(new RoomHandler()).start();
        try (TestClient client = new TestClient(server).join("rooms:a")) {
            client.send("[\"1\",\"2\",\"rooms:a\",\"echo\",{}]");
            client.expect("[\"1\",\"2\",\"rooms:a\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]");
            server.close();
        }
        assertTrue(
                ServerAccess.engine(server).inventory().values().stream().allMatch(count -> count == 0),
                ServerAccess.engine(server).inventory()::toString);
    }

    @Test
    void aClientThatNeverClosesDoesNotHoldUpTheStop() throws Exception {
        SocketSettings patient = SocketSettings.builder()
                .timeouts(timeouts -> timeouts.send(Duration.ofMinutes(2)))
                .build();
        ChannelServer server = ChannelServer.builder()
                .port(0)
                .node(NodeSettings.builder().stop(Duration.ofMinutes(2)).build())
                .socket(patient)
                .handler(new RoomHandler())
                .start();
        try (RawClient client = new RawClient(server, "vsn=2.0.0").join("rooms:a")) {
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
            assertEquals("close 1012", client.read());
            stopped.get(60, TimeUnit.SECONDS);
        }
    }

    /** The port once stayed taken until a selector's thread had come to its end, some time after the stop. */
    @Test
    void noSelectorOutlivesTheStop() {
        for (int i = 0; i < 20; i++) {
            Set<Thread> before = Thread.getAllStackTraces().keySet();
            ChannelServer server =
                    ChannelServer.builder().port(0).handler(new RoomHandler()).start();
            Set<Thread> selectors = new HashSet<>(Thread.getAllStackTraces().keySet());
            selectors.removeAll(before);
            selectors.removeIf(thread -> !thread.getName().startsWith("channels-selector-"));
            assertFalse(selectors.isEmpty());
            server.close();
            selectors.removeIf(thread -> !thread.isAlive());
            assertEquals(Set.of(), selectors);
        }
    }

    @Test
    void thePortIsFreeAfterTheStop() {
        ChannelServer first =
                ChannelServer.builder().port(0).handler(new RoomHandler()).start();
        int port = first.port();
        first.close();
        ChannelServer second =
                ChannelServer.builder().port(port).handler(new RoomHandler()).start();
        assertEquals(port, second.port());
        second.close();
    }

    @Test
    void sigtermStopsInOrderWithinTheTimeLimit() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Served.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            assertTrue(line != null && line.startsWith("listening on http://127.0.0.1:"), line);
            CompletableFuture<Integer> closeCode = new CompletableFuture<>();
            URI uri = URI.create(line.replace("listening on http", "ws") + "/socket/websocket?vsn=2.0.0");
            HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(uri, new WebSocket.Listener() {
                        @Override
                        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
                            closeCode.complete(statusCode);
                            return null;
                        }
                    })
                    .join();
            process.destroy();
            assertEquals(1012, closeCode.get(10, TimeUnit.SECONDS));
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), "the process still runs");
        } finally {
            process.destroyForcibly();
        }
    }

    /** A server in a process of its own. */
    static final class Served {
        private Served() {}

        public static void main(String[] args) throws InterruptedException {
            try (ChannelServer server = ChannelServer.builder()
                    .port(0)
                    .handler(new RoomHandler())
                    .stopOnShutdown(true)
                    .start()) {
                System.out.println("listening on " + server.uri());
                server.awaitStop();
            }
        }
    }
}
