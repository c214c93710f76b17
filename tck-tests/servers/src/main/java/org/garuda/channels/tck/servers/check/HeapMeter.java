package org.garuda.channels.tck.servers.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.garuda.channels.benchmarks.metrics.ServerMeter;

/**
 * What the heap of a server holds after a collection: what a connection costs shows there, while the memory of the
 * process is as large as the heap has ever been.
 *
 * @param jvm the server's
 */
record HeapMeter(Jvm jvm) implements ServerMeter {

    @Override
    public double cpuSeconds() {
        return 0;
    }

    @Override
    public long residentKiB() {
        try {
            return jvm.heapKilobytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
