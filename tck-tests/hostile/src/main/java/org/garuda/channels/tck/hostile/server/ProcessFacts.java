package org.garuda.channels.tck.hostile.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java process, seen from outside: {@code /proc} where there is one, and the JDK's own {@code jcmd}.
 *
 * @param pid its id
 */
public record ProcessFacts(long pid) {

    private static final Pattern USED = Pattern.compile(
            "^\\s*(?:garbage-first|.*[Hh]eap|.*generation|ZHeap)\\b.*?used (\\d+)([KM])", Pattern.MULTILINE);
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final int PATIENCE = 20;
    private static final int TICKS_A_SECOND = 100;
    private static final int USER_TIME = 11;
    private static final int KIB = 1024;

    /**
     * Whether it runs.
     *
     * @return false after its end
     */
    public boolean isAlive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    /**
     * The memory that it has from the system.
     *
     * @return MiB, empty where the system does not say
     */
    public OptionalLong residentMegabytes() {
        Matcher resident = RESIDENT.matcher(read("status"));
        return resident.find() ? OptionalLong.of(Long.parseLong(resident.group(1)) / KIB) : OptionalLong.empty();
    }

    /**
     * The time of processors that it has used.
     *
     * @return seconds, 0 where the system does not say
     */
    public double cpuSeconds() {
        String stat = read("stat");
        // The name of the program comes first, in parentheses, and may have blanks in it.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        if (fields.length <= USER_TIME + 1) {
            return 0;
        }
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1])) / (double) TICKS_A_SECOND;
    }

    /**
     * What its heap holds, after a collection. Blocks until that is done.
     *
     * @return MiB, empty when it does not answer within 20 s
     * @throws InterruptedException when the thread is interrupted
     */
    public OptionalLong liveMegabytes() throws InterruptedException {
        if (jcmd("GC.run").isEmpty()) {
            return OptionalLong.empty();
        }
        Matcher used = USED.matcher(jcmd("GC.heap_info"));
        long kilobytes = 0;
        while (used.find()) {
            kilobytes += Long.parseLong(used.group(1)) * (used.group(2).equals("M") ? KIB : 1);
        }
        return kilobytes == 0 ? OptionalLong.empty() : OptionalLong.of(kilobytes / KIB);
    }

    /**
     * Has the JDK's diagnostic command do something in the process. Blocks.
     *
     * @param words the command
     * @return what it prints; empty when it fails or takes longer than 20 s
     * @throws InterruptedException when the thread is interrupted
     */
    public String jcmd(String... words) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(program(), String.valueOf(pid)));
        command.addAll(List.of(words));
        try {
            Path answer = Files.createTempFile("jcmd", ".txt");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(answer.toFile())
                        .start();
                if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return "";
                }
                return process.exitValue() == 0 ? Files.readString(answer, StandardCharsets.UTF_8) : "";
            } finally {
                Files.delete(answer);
            }
        } catch (IOException e) {
            return "";
        }
    }

    /** The one of the JDK that the process runs on, if that can be told. */
    private String program() {
        Path own = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Path beside =
                    Path.of("/proc", String.valueOf(pid), "exe").toRealPath().resolveSibling("jcmd");
            return Files.isExecutable(beside) ? beside.toString() : own.toString();
        } catch (IOException e) {
            return own.toString();
        }
    }

    private String read(String name) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), name));
        } catch (IOException e) {
            return "";
        }
    }
}
