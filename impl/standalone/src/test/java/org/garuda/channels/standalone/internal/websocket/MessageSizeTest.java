package org.garuda.channels.standalone.internal.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.standalone.ChannelServer;
import org.garuda.channels.standalone.internal.fixture.RoomHandler;
import org.garuda.channels.standalone.internal.fixture.TestClient;
import org.junit.jupiter.api.Test;

class MessageSizeTest {

    @Test
    void aMessageOfOneMebibyteComesBack() throws Exception {
        try (ChannelServer server = ChannelServer.builder()
                        .port(0)
                        .handler(new RoomHandler())
                        .start();
                TestClient client = new TestClient(server).join("rooms:a")) {
            String large = "x".repeat(1024 * 1024);
            client.send("[\"1\",\"2\",\"rooms:a\",\"echo\",{\"a\":\"" + large + "\"}]");
            client.expect("[\"1\",\"2\",\"rooms:a\",\"phx_reply\",{\"response\":{\"a\":\"" + large
                    + "\"},\"status\":\"ok\"}]");
        }
    }

    @Test
    void aMessageOverTheLimitClosesWith1009() throws Exception {
        SocketSettings config = SocketSettings.builder()
                .limits(limits -> limits.messageBytes(1000))
                .build();
        try (ChannelServer server = ChannelServer.builder()
                        .port(0)
                        .socket(config)
                        .handler(new RoomHandler())
                        .start();
                TestClient client = new TestClient(server).join("rooms:a")) {
            client.send("[\"1\",\"2\",\"rooms:a\",\"echo\",{\"a\":\"" + "x".repeat(1000) + "\"}]");
            assertEquals(1009, client.closeCode());
        }
    }
}
