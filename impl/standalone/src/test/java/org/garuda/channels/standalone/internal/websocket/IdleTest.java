package org.garuda.channels.standalone.internal.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.standalone.ChannelServer;
import org.garuda.channels.standalone.internal.fixture.Pace;
import org.garuda.channels.standalone.internal.fixture.RawClient;
import org.garuda.channels.standalone.internal.fixture.RoomHandler;
import org.junit.jupiter.api.Test;

class IdleTest {

    private static final String HEARTBEAT = "[null,\"h\",\"phoenix\",\"heartbeat\",{}]";
    private static final String ANSWER = "[null,\"h\",\"phoenix\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]";

    private final SocketSettings config = SocketSettings.builder()
            .timeouts(timeouts -> timeouts.idle(Duration.ofSeconds(2)))
            .build();

    /** HTTP has an idle time of its own, which knew nothing of messages once. */
    @Test
    void aClientThatSendsHeartbeatsStaysConnectedBeyondTheIdleTime() throws Exception {
        Pace.keep(Duration.ofMillis(200), Duration.ofMillis(1500), pace -> {
            try (ChannelServer server = server();
                    RawClient client = new RawClient(server, "vsn=2.0.0")) {
                for (int i = 0; i < 30; i++) {
                    client.text(HEARTBEAT).expect(ANSWER);
                    pace.pause();
                }
            }
        });
    }

    @Test
    void aSilentClientIsClosedWith1001() throws Exception {
        try (ChannelServer server = server();
                RawClient client = new RawClient(server, "vsn=2.0.0")) {
            assertEquals("close 1001", client.read());
        }
    }

    private ChannelServer server() {
        return ChannelServer.builder()
                .port(0)
                .socket(config)
                .handler(new RoomHandler())
                .start();
    }
}
