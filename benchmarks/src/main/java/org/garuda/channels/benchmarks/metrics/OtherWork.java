package org.garuda.channels.benchmarks.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * How busy other programs kept the machine while something was measured: all CPU time, less that of the server and of
 * this process.
 */
public final class OtherWork {

    private static final double TICKS_PER_SECOND = 100;
    private static final double NANOS_PER_SECOND = 1e9;

    /** The columns of {@code /proc/stat} in which the CPU works: user, nice, system, irq, softirq, steal. */
    private static final int[] BUSY = {1, 2, 3, 6, 7, 8};

    private final ServerMeter self = new ProcessMeter(ProcessHandle.current().pid());
    private double otherSeconds;
    private double seconds;

    public void reset() {
        otherSeconds = 0;
        seconds = 0;
    }

    public void beside(ServerMeter server, Runnable measured) {
        long start = System.nanoTime();
        double before = busy() - server.cpuSeconds() - self.cpuSeconds();
        measured.run();
        otherSeconds += busy() - server.cpuSeconds() - self.cpuSeconds() - before;
        seconds += (System.nanoTime() - start) / NANOS_PER_SECOND;
    }

    /** The mean number of cores. */
    public double cores() {
        return seconds == 0 ? 0 : Math.max(otherSeconds / seconds, 0);
    }

    private static double busy() {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            String[] columns = lines.findFirst().orElse("").split("\\s+");
            return IntStream.of(BUSY)
                            .mapToLong(column -> Long.parseLong(columns[column]))
                            .sum()
                    / TICKS_PER_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
