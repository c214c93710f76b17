package org.garuda.channels.core.internal.connection;

import static org.garuda.channels.core.internal.fixture.TestClient.ok;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.junit.jupiter.api.Test;

/** Refs are kept for as long as a channel is joined, so their length has a bound: in bytes, as written in the frame. */
class RefLengthTest {

    /** A string literal of so many bytes, quotes included. */
    private static String ref(int bytes) {
        return '"' + "r".repeat(bytes - 2) + '"';
    }

    private static String v2(String joinRef, String ref) {
        return "[" + joinRef + "," + ref + ",\"rooms:a\",\"phx_join\",{}]";
    }

    private static String v1(String joinRef, String ref) {
        return "{\"join_ref\":" + joinRef + ",\"ref\":" + ref
                + ",\"topic\":\"rooms:a\",\"event\":\"phx_join\",\"payload\":{}}";
    }

    private static byte[] binary(int joinRef, int ref) {
        byte[] head = {0, (byte) joinRef, (byte) ref, 7, 8};
        byte[] text = ("j".repeat(joinRef) + "r".repeat(ref) + "rooms:aphx_join").getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[head.length + text.length];
        System.arraycopy(head, 0, frame, 0, head.length);
        System.arraycopy(text, 0, frame, head.length, text.length);
        return frame;
    }

    private static TestEngine engine(int refBytes) {
        return TestEngine.with()
                .socket(config -> config.limits(limits -> limits.refBytes(refBytes)))
                .start();
    }

    @Test
    void theLimitIs1024BytesUnlessSetOtherwise() {
        assertEquals(1024, SocketSettings.defaults().limits().refBytes());
        assertEquals(1008, CloseReason.REF_TOO_LONG.code());
    }

    @Test
    void refsUpToTheLimitAreTakenAndOneByteMoreClosesTheClient() {
        try (TestEngine engine = TestEngine.start()) {
            engine.connect().send(v2(ref(1024), ref(1024))).gets(v2Reply(ref(1024), ref(1024)));
            engine.connectV1().send(v1(ref(1024), ref(1024))).isOpen();
            engine.connect().send(binary(255, 255)).isOpen();
            for (String frame : List.of(v2(ref(1025), "\"1\""), v2("\"1\"", ref(1025)))) {
                engine.connect().send(frame).getsNothing().isClosed(CloseReason.REF_TOO_LONG);
            }
            for (String frame : List.of(v1(ref(1025), "\"1\""), v1("\"1\"", ref(1025)))) {
                engine.connectV1().send(frame).getsNothing().isClosed(CloseReason.REF_TOO_LONG);
            }
            assertEquals(4, engine.count(Counter.CLOSED_REF_TOO_LONG));
        }
    }

    private static String v2Reply(String joinRef, String ref) {
        return "[" + joinRef + "," + ref + ",\"rooms:a\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]";
    }

    @Test
    void refsOfBinaryFramesAreCountedToo() {
        try (TestEngine engine = engine(200)) {
            engine.connect().send(binary(200, 200)).isOpen();
            engine.connect().send(binary(201, 1)).isClosed(CloseReason.REF_TOO_LONG);
            engine.connect().send(binary(1, 201)).isClosed(CloseReason.REF_TOO_LONG);
        }
    }

    @Test
    void whatCountsIsTheSpellingInTheFrameWhateverKindOfValueTheRefIs() {
        try (TestEngine engine = engine(20)) {
            engine.connect().send(v2("null", "\"\\u0061\\u0062\\u0063\"")).isOpen(); // 20 bytes
            engine.connect().send(v2("null", "\"\\u0061\\u0062\\u0063d\"")).isClosed(CloseReason.REF_TOO_LONG);
            engine.connect().send(v2("null", "\"ééééééééé\"")).isOpen();
            engine.connect().send(v2("null", "\"éééééééééx\"")).isClosed(CloseReason.REF_TOO_LONG);
            engine.connect().send(v2("[1,2,3,4,5,6,7,8,9,10]", "1")).isClosed(CloseReason.REF_TOO_LONG);
            engine.connect().send(v2("123456789012345678901", "1")).isClosed(CloseReason.REF_TOO_LONG);
        }
    }

    @Test
    void aHeartbeatWithALongRefClosesTooAfterWhatCameBeforeIsAnswered() {
        try (TestEngine engine = TestEngine.start()) {
            TestClient client = engine.connect().join("1", "rooms:a");
            client.send("1", "2", "rooms:a", "echo")
                    .heartbeat("r".repeat(1023))
                    .gets(ok("1", "2", "rooms:a"))
                    .isClosed(CloseReason.REF_TOO_LONG);
        }
    }
}
