package org.garuda.channels.tck.servers.check;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.benchmarks.metrics.ProcessMeter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WarmMeterTest {

    private final long self = ProcessHandle.current().pid();
    private final WarmMeter warm = new WarmMeter(self);

    @BeforeEach
    void linux() {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "Linux tells of threads");
    }

    @Test
    void whatThreadsOfTheApplicationUseIsCounted() {
        double before = warm.cpuSeconds();
        work();
        double used = warm.cpuSeconds() - before;
        assertTrue(used > 0.25, () -> used + " s");
    }

    /** The compilers have run in this process, as in every other. */
    @Test
    void whatTheCompilersUseIsNot() {
        work();
        double without = warm.cpuSeconds();
        double all = new ProcessMeter(self).cpuSeconds();
        assertTrue(without < all, () -> without + " s of " + all);
    }

    /** Has this thread use the processor for 0.3 seconds. */
    private static void work() {
        long end = used() + TimeUnit.MILLISECONDS.toNanos(300);
        while (used() < end) {
            Thread.onSpinWait();
        }
    }

    private static long used() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
