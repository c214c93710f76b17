package org.garuda.channels.standalone.internal.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.standalone.ChannelServer;
import org.garuda.channels.standalone.internal.fixture.RawClient;
import org.garuda.channels.standalone.internal.fixture.RoomHandler;
import org.junit.jupiter.api.Test;

/** A server whose process is stopped for longer than any of its time limits, as by a debugger, or with its machine. */
class SuspendedTest {

    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final String UPGRADE =
            "GET /socket/websocket?vsn=2.0.0 HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";

    @Test
    void aPauseOfTheProcessLongerThanTheIdleTimeClosesNobody() throws Exception {
        assumeTrue(Path.of("/bin/kill").toFile().canExecute(), "no kill");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Served.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = process.inputReader()) {
            int port = Integer.parseInt(out.readLine());
            try (RawClient silent = new RawClient(new Socket("127.0.0.1", port), UPGRADE).join("rooms:a");
                    RawClient joined = new RawClient(new Socket("127.0.0.1", port), UPGRADE).join("rooms:a")) {
                signal(process, "STOP");
                Thread.sleep(LIMIT.multipliedBy(3).toMillis()); // What is tested is that this time does not count.
                signal(process, "CONT");
                joined.text("[\"1\",\"2\",\"rooms:a\",\"echo\",{}]")
                        .expect("[\"1\",\"2\",\"rooms:a\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]");
                long since = System.nanoTime();
                assertEquals("close 1001", silent.read());
                Duration left = Duration.ofNanos(System.nanoTime() - since);
                assertTrue(left.compareTo(Duration.ofMillis(500)) > 0, "closed after " + left);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static void signal(Process process, String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("/bin/kill", "-" + name, Long.toString(process.pid())).start();
        assertTrue(kill.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, kill.exitValue());
    }

    /** A server in a process of its own, with short time limits. */
    static final class Served {
        private Served() {}

        public static void main(String[] args) throws InterruptedException {
            SocketSettings config = SocketSettings.builder()
                    .timeouts(times -> times.idle(LIMIT))
                    .build();
            try (ChannelServer server = ChannelServer.builder()
                    .port(0)
                    .socket(config)
                    .handler(new RoomHandler())
                    .start()) {
                System.out.println(server.port());
                server.awaitStop();
            }
        }
    }
}
