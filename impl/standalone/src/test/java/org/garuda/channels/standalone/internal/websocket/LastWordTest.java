package org.garuda.channels.standalone.internal.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.websocket.CloseReason.CloseCodes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tyrus says goodbye with 1000 when it is told that a connection is lost. phoenix.js stays away from a server that says
 * so, so nobody may read it.
 */
class LastWordTest {

    private final List<String> written = new ArrayList<>();
    private WriterRig rig;

    @BeforeEach
    void connect() throws Exception {
        rig = new WriterRig(this::written);
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void afterAnAbortNothingIsWrittenWhateverTyrusSays() {
        rig.writer.abort(CloseReason.SLOW);
        tyrusIsToldThatTheConnectionIsLost();
        rig.queue.write();
        assertEquals(List.of(), written);
    }

    @Test
    void afterTheEndOfAConnectionNothingIsWrittenThoughItIsNotQuiteClosed() {
        new WebSocketInput(rig.queues, rig.connection, rig.tyrus, rig.writer, rig.protocol).closed();
        tyrusIsToldThatTheConnectionIsLost();
        rig.queue.write();
        assertEquals(List.of(), written);
    }

    @Test
    void aClientThatIsGoneIsToldNoCode() {
        rig.protocol.leaves();
        rig.writer.wake();
        rig.queue.write();
        rig.queue.write();
        assertEquals(List.of(), written);
    }

    private void tyrusIsToldThatTheConnectionIsLost() {
        rig.tyrus.close(new jakarta.websocket.CloseReason(CloseCodes.CLOSED_ABNORMALLY, null));
    }

    private void written(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        written.add(HexFormat.of().formatHex(copy));
    }
}
