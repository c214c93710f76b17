package org.garuda.channels.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the numbers were measured on. */
public final class Machine {

    private static final double KIB_PER_GIB = 1024.0 * 1024;

    private Machine() {}

    /** Processor, memory, system and JDK, in a sentence. */
    public static String described() {
        return Runtime.getRuntime().availableProcessors() + " cores (" + first("/proc/cpuinfo", "model name")
                + "), " + Math.round(memoryGib()) + " GiB of memory, " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + ", JDK " + Runtime.version() + " ("
                + System.getProperty("java.vm.vendor") + ")";
    }

    private static double memoryGib() {
        String kib = first("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
        return kib.isEmpty() ? 0 : Long.parseLong(kib) / KIB_PER_GIB;
    }

    /** How many programs have wanted to run during the last minute, on average. */
    public static String loadAverage() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static String first(String file, String key) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
