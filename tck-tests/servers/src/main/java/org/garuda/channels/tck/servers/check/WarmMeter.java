package org.garuda.channels.tck.servers.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.garuda.channels.benchmarks.metrics.ProcessMeter;
import org.garuda.channels.benchmarks.metrics.ServerMeter;

/**
 * What a virtual machine has used without its compilers' threads: a server that runs for days has compiled what it needs,
 * while one that has just started compiles as long as it is measured. Used by one thread.
 */
final class WarmMeter implements ServerMeter {

    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    private final ServerMeter process;
    private final Path tasks;

    /** What each of them had used when it was last seen: they come and go. */
    private final Map<Path, Long> ticks = new HashMap<>();

    WarmMeter(long pid) {
        this.process = new ProcessMeter(pid);
        this.tasks = Path.of("/proc", Long.toString(pid), "task");
    }

    @Override
    public double cpuSeconds() {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            threads.forEach(this::look);
        } catch (IOException e) {
            throw new UncheckedIOException("process is gone: " + tasks, e);
        }
        long compiling = ticks.values().stream().mapToLong(Long::longValue).sum();
        return process.cpuSeconds() - compiling / TICKS_PER_SECOND;
    }

    private void look(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            int end = stat.lastIndexOf(')');
            if (stat.substring(stat.indexOf('(') + 1, end).matches("C[12] CompilerThre.*")) {
                String[] fields = stat.substring(end + 2).split(" ");
                ticks.put(thread, Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]));
            }
        } catch (IOException e) {
            // It has just ended; what it had used when it was last seen stays counted.
        }
    }

    @Override
    public long residentKiB() {
        return process.residentKiB();
    }
}
