package org.garuda.channels.core.internal.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.core.internal.fixture.TestHandler;
import org.garuda.channels.core.internal.handshake.ChannelSocket;
import org.garuda.channels.core.internal.logging.Build;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.topic.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartLineTest {

    private final ChannelEngine engine = new ChannelEngine(
            NodeSettings.builder().clients(5).build(),
            new PayloadCodec(),
            CallContext.ofCurrentClassLoader(),
            CallbackExecutor.on(Runnable::run));

    @AfterEach
    void stop() {
        engine.stop(CloseReason.UNDEPLOYED);
    }

    @Test
    void theLineHasVersionAddressPathsAndHandlers() {
        ChannelSocket socket = engine.socket(
                SocketSettings.defaults(), List.of(Route.of(List.of("rooms:*", "lobby"), new TestHandler())));
        assertEquals(
                "Garuda Channels " + new Build().version() + " on http://127.0.0.1:4000: /socket/websocket and"
                        + " /socket/longpoll for " + TestHandler.class.getName()
                        + " (rooms:*, lobby), settings other than the default: channels.limits.clients=5",
                StartLine.of("http://127.0.0.1:4000", "", List.of(socket)));
        assertTrue(new Build().version().matches("\\d+\\.\\d+\\.\\d+.*"), new Build().version());
    }

    @Test
    void theLineHasTheSettingsThatDifferAndEverySocket() {
        SocketSettings one = SocketSettings.builder()
                .longPoll(longPoll -> longPoll.secret("0123456789abcdef0123456789abcdef"))
                .build();
        SocketSettings other = SocketSettings.builder()
                .path("/live")
                .longPoll(longPoll -> longPoll.enabled(false))
                .build();
        String line = StartLine.of(
                "a server", "/chat", List.of(engine.socket(one, List.of()), engine.socket(other, List.of())));
        assertTrue(
                line.endsWith(
                        ": /chat/socket/websocket and /chat/socket/longpoll for no handler, settings other than the"
                                + " default: channels.limits.clients=5, channels.longpoll.secret=set;"
                                + " /chat/live/websocket for no handler, settings other than the default: channels.path=/live,"
                                + " channels.longpoll.enabled=false"),
                line);
    }
}
