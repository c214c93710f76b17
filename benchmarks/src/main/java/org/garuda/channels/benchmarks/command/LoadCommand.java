package org.garuda.channels.benchmarks.command;

import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.garuda.channels.benchmarks.dialect.Dialects;
import org.garuda.channels.benchmarks.load.Echo;
import org.garuda.channels.benchmarks.load.FanOut;
import org.garuda.channels.benchmarks.load.FanOutPlan;
import org.garuda.channels.benchmarks.load.Idle;
import org.garuda.channels.benchmarks.load.Target;
import org.garuda.channels.benchmarks.metrics.LoadResult;
import org.garuda.channels.benchmarks.metrics.ProcessMeter;
import org.garuda.channels.benchmarks.metrics.ServerMeter;

/** Loads a server that runs already. */
public final class LoadCommand {

    /** What the command understands. */
    public static final String USAGE = """
            load --port PORT [--mode fanout|echo|idle] [option value]…
              --host HOST        127.0.0.1
              --dialect NAME     phoenix, plain, stomp or socket.io (phoenix)
              --server-pid PID   the server's process, to tell its CPU time and memory
              --clients N        1000
              --body BYTES       size of a message's filler (100)
              --warm-up SECONDS  0.7
              --seconds SECONDS  how long to measure (2)
              --rounds N         do it so many times (1)
            fanout:
              --publishers P     clients of each active topic that publish (1)
              --in-flight W      messages of a publisher on their way at most (1); echo: of each client
              --rate R           messages a second, whatever becomes of them, instead of --in-flight
              --topics T         topics that the clients are spread over (1)
              --active A         topics that are published to (1)
              --slow K           clients that stop reading (0)
              --churn C          clients that come and go meanwhile (0)
            """;

    private LoadCommand() {}

    /**
     * Runs the command, and prints a line for each round.
     *
     * @param words the options
     * @param out gets the lines
     * @return whether nothing was lost, came twice or came out of order
     * @throws IllegalArgumentException when the options make no sense
     */
    public static boolean run(List<String> words, PrintStream out) {
        Arguments arguments = new Arguments(words);
        String mode = arguments.text("--mode", "fanout");
        Target target = target(arguments);
        int clients = arguments.number("--clients", 1000);
        int body = arguments.number("--body", 100);
        int rounds = arguments.number("--rounds", 1);
        int inFlight = arguments.number("--in-flight", 1);
        Duration warmUp = seconds(arguments.decimal("--warm-up", 0.7));
        Duration duration = seconds(arguments.decimal("--seconds", 2));
        return switch (mode) {
            case "fanout" -> {
                FanOutPlan plan = fanOut(arguments, clients, body, inFlight).lasting(warmUp, duration);
                arguments.done();
                yield repeat(rounds, out, () -> FanOut.run(plan, target));
            }
            case "echo" -> {
                arguments.done();
                Echo.Plan plan = new Echo.Plan("bench:", clients, inFlight, body, warmUp, duration);
                yield repeat(rounds, out, () -> Echo.run(plan, target));
            }
            case "idle" -> {
                arguments.done();
                Idle.Result result = Idle.run(clients, duration, target);
                out.println(String.format(Locale.ROOT, "%s: %.1f KiB a client", result, result.kibPerClient()));
                yield true;
            }
            default -> throw new IllegalArgumentException("no mode \"" + mode + "\"");
        };
    }

    private static Target target(Arguments arguments) {
        int port = arguments.number("--port", 0);
        if (port == 0) {
            throw new IllegalArgumentException("--port is needed");
        }
        String pid = arguments.text("--server-pid");
        return new Target(
                new InetSocketAddress(arguments.text("--host", "127.0.0.1"), port),
                Dialects.of(arguments.text("--dialect", "phoenix")),
                pid == null ? ServerMeter.NONE : new ProcessMeter(Long.parseLong(pid)));
    }

    private static FanOutPlan fanOut(Arguments arguments, int clients, int body, int inFlight) {
        double rate = arguments.decimal("--rate", 0);
        int publishers = arguments.number("--publishers", 1);
        FanOutPlan plan = FanOutPlan.of(clients)
                .bodyBytes(body)
                .topics(arguments.number("--topics", 1), arguments.number("--active", 1))
                .closedLoop(publishers, inFlight)
                .slow(arguments.number("--slow", 0))
                .churning(arguments.number("--churn", 0));
        return rate > 0 ? plan.openLoop(publishers, rate) : plan;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    private static boolean repeat(int rounds, PrintStream out, Supplier<LoadResult> load) {
        boolean good = true;
        for (int i = 0; i < rounds; i++) {
            LoadResult result = load.get();
            out.println(line(result));
            good &= result.faults().isNone();
        }
        return good;
    }

    private static String line(LoadResult result) {
        return String.format(
                Locale.ROOT,
                "%,.0f/s  %,.0f per server CPU s  published %,.0f/s  ms: median %.2f  p99 %.2f  p99.9 %.2f  max %.2f  "
                        + "CPU: server %.2f  generator %.2f  RSS %,d KiB%s%s  %s",
                result.rate(),
                result.perServerCpu(),
                result.published() / result.seconds(),
                result.latency().median(),
                result.latency().p99(),
                result.latency().p999(),
                result.latency().max(),
                result.serverCpu() / result.seconds(),
                result.generatorCpu() / result.seconds(),
                result.residentKiB(),
                result.slowCut() > 0 ? "  slow clients cut " + result.slowCut() : "",
                result.churned() > 0 ? "  churned " + result.churned() : "",
                result.faults().isNone() ? "nothing lost" : result.faults());
    }
}
