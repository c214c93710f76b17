package org.garuda.channels.benchmarks.presence;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.garuda.channels.benchmarks.metrics.ProcessMeter;

/** Measures presence on the standalone server, in a process of its own. */
public final class PresenceCommand {

    /** What the command understands. */
    public static final String USAGE = """
            presence [CLIENTS [SECONDS]]
              so many clients (10000) join one topic in so many seconds (30); before that, what one join costs with 1,000 and with
              10,000 on the list
            """;

    private static final int FEW = 500;
    private static final double FEW_SECONDS = 2.5;
    private static final int ROUNDS = 5;
    private static final String SERVER_MEMORY = "-Xmx4g";

    private PresenceCommand() {}

    /**
     * Runs the command, and prints a line for each measurement.
     *
     * @param words the options
     * @param out gets the lines
     * @throws IOException when the server does not start
     */
    public static void run(List<String> words, PrintStream out) throws IOException {
        int clients = words.isEmpty() ? 10_000 : Integer.parseInt(words.get(0));
        double seconds = words.size() < 2 ? 30 : Double.parseDouble(words.get(1));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        SERVER_MEMORY,
                        "-cp",
                        System.getProperty("java.class.path"),
                        PresenceServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
                Writer orders = process.outputWriter(StandardCharsets.UTF_8)) {
            String listening = Objects.requireNonNull(answers.readLine(), "the server does not start");
            Server server = new Server(
                    new InetSocketAddress(
                            "127.0.0.1", Integer.parseInt(listening.substring(listening.lastIndexOf(' ') + 1))),
                    new ProcessMeter(process.pid()),
                    orders,
                    answers);
            few(server, out);
            many(server, clients, seconds, out);
        } finally {
            process.destroy();
        }
    }

    /** One join among few subscribers, by the length of the list. */
    private static void few(Server server, PrintStream out) throws IOException {
        for (int round = 0; round <= ROUNDS; round++) {
            for (boolean list : new boolean[] {false, true}) {
                for (int length : new int[] {1_000, 10_000}) {
                    String topic = "present:" + length + "-" + list + "-" + round;
                    server.order("fill " + topic + " " + length);
                    server.order("heap");
                    try (Joining joining = new Joining(server.address, FEW)) {
                        Joining.Result result = joining.run(topic, list, FEW_SECONDS, server.meter);
                        if (round > 0) {
                            out.println(String.format(
                                    Locale.ROOT,
                                    "%,d on the list, %s the list: %s",
                                    length,
                                    list ? "with" : "without",
                                    line(result)));
                        }
                    }
                }
            }
        }
    }

    /** Everyone on one topic. */
    private static void many(Server server, int clients, double seconds, PrintStream out) throws IOException {
        try (Joining joining = new Joining(server.address, clients)) {
            long before = server.order("heap");
            Joining.Result result = joining.run("present:all", true, seconds, server.meter);
            long resident = server.meter.residentKiB();
            long after = server.order("heap");
            out.println(String.format(
                    Locale.ROOT,
                    "%,d join in %.0f s: %s; heap KiB a presence %.1f; resident MiB at the end %d",
                    clients,
                    seconds,
                    line(result),
                    (after - before) / 1024.0 / clients,
                    resident / 1024));
        }
    }

    private static String line(Joining.Result result) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%,d joined, %.1f s, server CPU %.0f µs a join, answered after ms: median %.1f p99 %.1f",
                result.joins(),
                result.seconds(),
                result.serverCpu() * 1e6 / result.joins(),
                result.answered().getValueAtPercentile(50) / 1000.0,
                result.answered().getValueAtPercentile(99) / 1000.0));
        if (result.listed().getTotalCount() > 0) {
            line.append(String.format(
                    Locale.ROOT,
                    ", list after ms: median %.1f p99 %.1f",
                    result.listed().getValueAtPercentile(50) / 1000.0,
                    result.listed().getValueAtPercentile(99) / 1000.0));
        }
        result.messages()
                .forEach((kind, count) -> line.append(String.format(
                        Locale.ROOT,
                        ", %s %,d with %,d bytes",
                        kind.name().toLowerCase(Locale.ROOT),
                        count,
                        result.bytes().get(kind))));
        return line.append(result.lost() == 0 ? ", none lost" : ", LOST " + result.lost() + ": " + result.firstLost())
                .toString();
    }

    private record Server(InetSocketAddress address, ProcessMeter meter, Writer orders, BufferedReader answers) {
        long order(String order) throws IOException {
            orders.write(order + "\n");
            orders.flush();
            return Long.parseLong(answers.readLine());
        }
    }
}
