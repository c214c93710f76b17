package org.garuda.channels.standalone.internal.websocket;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Control frames that are added while the connection is written by other threads. {@code -Draces.seconds=…} makes it
 * last longer.
 */
class ControlFramesTest {

    private static final long NANOS = TimeUnit.SECONDS.toNanos(Integer.getInteger("races.seconds", 3));
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final AtomicInteger newest = new AtomicInteger();
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
    void aPongThatComesWhileAnotherIsWrittenIsWrittenToo() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        Thread selectorThread = new Thread(() -> {
            while (!over.get()) {
                rig.queue.write();
            }
        });
        selectorThread.start();
        try {
            long start = System.nanoTime();
            for (int i = 2; System.nanoTime() - start < NANOS; i += 2) {
                pong(i - 1);
                pong(i);
                awaitPong(i);
            }
        } finally {
            over.set(true);
            selectorThread.join();
        }
    }

    private void awaitPong(int number) {
        long start = System.nanoTime();
        while (newest.get() < number) {
            Thread.onSpinWait();
            assertTrue(
                    System.nanoTime() - start < DEADLINE_NANOS, () -> "pong " + number + " was queued and not written");
        }
    }

    private void pong(int number) {
        rig.writer.pong(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }

    private void written(ByteBuffer bytes) {
        newest.set(bytes.getInt(bytes.limit() - 4));
    }
}
