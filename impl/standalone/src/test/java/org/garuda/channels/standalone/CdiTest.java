package org.garuda.channels.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.enterprise.inject.spi.CDI;
import org.garuda.channels.standalone.internal.fixture.RoomHandler;
import org.garuda.channels.standalone.internal.fixture.TestClient;
import org.junit.jupiter.api.Test;

class CdiTest {

    @Test
    void handlersAreFoundAsBeansAndGetTheBroadcasterAndThePresencesOfTheServer() throws Exception {
        try (ChannelServer server = ChannelServer.builder().port(0).cdi().start();
                TestClient client = new TestClient(server)) {
            client.join("greetings:all");
            client.expect("[null,null,\"greetings:all\",\"welcome\",{\"here\":0}]");
            assertEquals(1, server.broadcaster().subscribers("greetings:all"));
        }
    }

    @Test
    void theContainerIsGoneAfterTheServer() {
        ChannelServer server = ChannelServer.builder().port(0).cdi().start();
        server.close();
        assertThrows(IllegalStateException.class, CDI::current);
    }

    @Test
    void handlersGivenByHandStandBesideTheBeans() throws Exception {
        try (ChannelServer server = ChannelServer.builder()
                        .port(0)
                        .handler("extra", new RoomHandler())
                        .cdi()
                        .start();
                TestClient client = new TestClient(server)) {
            client.join("extra");
        }
    }
}
