package org.garuda.channels.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.garuda.channels.ChannelsConfig;
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
        ChannelsConfig config = ChannelsConfig.builder()
                .limits(limits -> limits.withMessageBytes(1000))
                .build();
        try (ChannelServer server = ChannelServer.builder()
                        .port(0)
                        .config(config)
                        .handler(new RoomHandler())
                        .start();
                TestClient client = new TestClient(server).join("rooms:a")) {
            client.send("[\"1\",\"2\",\"rooms:a\",\"echo\",{\"a\":\"" + "x".repeat(1000) + "\"}]");
            assertEquals(1009, client.closeCode());
        }
    }

    @Test
    void theGuardFindsTheFrameThatIsTooBigHoweverTheBytesAreCut() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            ByteBuffer stream = ByteBuffer.allocate(600_000);
            List<Integer> sizes = new ArrayList<>();
            int before = 0;
            for (int i = 0; i < 3; i++) {
                int size = random.nextBoolean() ? random.nextInt(300) : random.nextInt(70_000);
                sizes.add(size);
                putFrame(stream, size);
                before = stream.position();
            }
            putHeader(stream, 100_001);
            stream.flip();
            FrameGuard guard = new FrameGuard(100_000);
            int admitted = 0;
            while (stream.hasRemaining() && !guard.isTooBig()) {
                int length = Math.min(stream.remaining(), 1 + random.nextInt(random.nextBoolean() ? 5 : 50_000));
                ByteBuffer part = stream.slice(stream.position(), length);
                admitted += guard.admit(part);
                stream.position(stream.position() + length);
            }
            // What came of the last header in earlier parts has gone on already; of the frames before it nothing is
            // lost.
            assertEquals(true, guard.isTooBig(), "seed " + seed + " sizes " + sizes);
            assertEquals(true, admitted >= before && admitted < before + 10, "seed " + seed + " sizes " + sizes);
        }
    }

    private static void putFrame(ByteBuffer stream, int size) {
        putHeader(stream, size);
        stream.position(stream.position() + 4 + size);
    }

    private static void putHeader(ByteBuffer stream, int size) {
        stream.put((byte) 0x81);
        if (size < 126) {
            stream.put((byte) (0x80 | size));
        } else if (size < 65536) {
            stream.put((byte) (0x80 | 126)).putShort((short) size);
        } else {
            stream.put((byte) (0x80 | 127)).putLong(size);
        }
    }
}
