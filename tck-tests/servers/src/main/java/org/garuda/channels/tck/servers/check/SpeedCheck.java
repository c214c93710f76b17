package org.garuda.channels.tck.servers.check;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.garuda.channels.benchmarks.client.LoadException;
import org.garuda.channels.benchmarks.dialect.Dialects;
import org.garuda.channels.benchmarks.load.Echo;
import org.garuda.channels.benchmarks.load.FanOut;
import org.garuda.channels.benchmarks.load.FanOutPlan;
import org.garuda.channels.benchmarks.load.Idle;
import org.garuda.channels.benchmarks.load.Target;
import org.garuda.channels.benchmarks.metrics.LoadResult;
import org.garuda.channels.benchmarks.metrics.ServerMeter;
import org.garuda.channels.benchmarks.peer.war.ByHandDeployment;
import org.garuda.channels.benchmarks.peer.war.HandedOverChannel;
import org.garuda.channels.benchmarks.round.Rounds;
import org.garuda.channels.benchmarks.round.Series;
import org.garuda.channels.tck.hostile.server.OwnServer;
import org.garuda.channels.tck.servers.server.HostedApp;

/**
 * What the library costs on a server: the same loads on the library and on an endpoint by hand in the same WAR, by
 * turns, for each second of the server's CPU time; and the standalone server's echo beside them. The server has its own
 * memory settings, and is warm: what it compiles meanwhile is not counted.
 */
public final class SpeedCheck implements Check {

    private static final String NON_BLOCKING = "echo, non-blocking";
    private static final String MAY_BLOCK = "echo, may block";
    private static final String OF_STANDALONE = "echo of the standalone server's";
    private static final String ONE = "fan-out, 1 in flight";
    private static final String FOUR = "fan-out, 4 in flight";
    private static final String EIGHT = "fan-out, 8 publishers";
    private static final String IDLE = "KiB of heap, idle";

    private static final String BENCH = "bench:";
    private static final int ECHOING = 100;
    private static final int SUBSCRIBERS = 1000;
    private static final int IDLING = 2000;
    private static final int BODY_BYTES = 100;
    private static final int ROUNDS = 5;
    private static final Duration WARM_UP = Duration.ofMillis(300);
    private static final Duration MEASURED = Duration.ofMillis(1200);

    /** Before anything counts; on two cores the compiler is busy for so long. */
    private static final Duration WARMING = Duration.ofSeconds(4);

    private static final Duration REST = Duration.ofMillis(500);

    /** Less of the endpoint by hand, or more memory above its, is shown in bold. */
    private static final double LEAST_RATIO = 0.85;

    private static final double MOST_KIB = 6;

    private final Path standalone;
    private final Path target;

    /**
     * A check.
     *
     * @param standalone the jar of the conformance app
     * @param target where files are made
     */
    public SpeedCheck(Path standalone, Path target) {
        this.standalone = standalone;
        this.target = target;
    }

    @Override
    public String title() {
        return "speed";
    }

    @Override
    public List<String> columns() {
        return List.of(NON_BLOCKING, MAY_BLOCK, ONE, FOUR, EIGHT, IDLE, OF_STANDALONE);
    }

    @Override
    public Path war(Path app) throws IOException {
        return SpeedWar.make(app, target.resolve("speed.war"));
    }

    @Override
    public Outcome check(HostedApp app) throws IOException {
        try (OwnServer own = OwnServer.start(
                app.jdk().java(),
                standalone,
                new OwnServer.Setting(OwnServer.Application.CONFORMANCE, List.of()),
                target.resolve("logs").resolve("standalone.log"))) {
            return measured(app, own);
        }
    }

    private static Outcome measured(HostedApp server, OwnServer own) {
        ServerMeter cpu = new WarmMeter(server.pid());
        Target ours = target(server.httpBase(), "/socket/websocket", cpu);
        Target byHand = target(server.httpBase(), ByHandDeployment.PATH, cpu);
        Target alone = target(
                own.target().http(),
                "/socket/websocket",
                new WarmMeter(own.facts().pid()));

        Map<String, Pair> pairs = new LinkedHashMap<>();
        Loads warming = new Loads(WARMING);
        warming.all(pairs, ours, byHand, alone);
        new Rounds(0, 1, System.out).run(warming.all);
        Loads loads = new Loads(MEASURED);
        Rounds.Case standaloneEcho = loads.all(pairs, ours, byHand, alone);
        Rounds.Outcome outcome = new Rounds(ROUNDS, 0, System.out).run(loads.all);
        Map<String, String> cells = new LinkedHashMap<>();
        pairs.forEach((name, pair) -> cells.put(name, pair.cell(outcome)));
        cells.put(IDLE, idle(server, ours, byHand));
        cells.put(
                OF_STANDALONE, ofStandalone(outcome, Objects.requireNonNull(pairs.get(NON_BLOCKING)), standaloneEcho));
        return new Outcome(Outcome.Verdict.HOLDS, "measured", List.of(), cells);
    }

    private static Target target(URI base, String path, ServerMeter meter) {
        String root = base.getPath() == null ? "" : base.getPath();
        return new Target(new InetSocketAddress(base.getHost(), base.getPort()), Dialects.phoenix(root + path), meter);
    }

    private static Function<Target, LoadResult> echo(String topics, Duration measured) {
        Echo.Plan plan = new Echo.Plan(topics, ECHOING, 1, BODY_BYTES, WARM_UP, measured);
        return to -> Echo.run(plan, to);
    }

    private static Function<Target, LoadResult> fanOut(int publishers, int inFlight, Duration measured) {
        FanOutPlan plan =
                FanOutPlan.of(SUBSCRIBERS).closedLoop(publishers, inFlight).lasting(WARM_UP, measured);
        return to -> FanOut.run(plan, to);
    }

    /** With what the endpoint by hand reaches of it, which is the server's own limit. */
    private static String ofStandalone(Rounds.Outcome outcome, Pair echo, Rounds.Case standalone) {
        Series alone = outcome.of(standalone);
        return cell(outcome.of(echo.ours()), alone, 0)
                + String.format(
                        Locale.ROOT,
                        "; by hand %.2f",
                        outcome.of(echo.byHand()).ratio(alone, LoadResult::perServerCpu));
    }

    private static String idle(HostedApp server, Target ours, Target byHand) {
        ServerMeter heap = new HeapMeter(new Jvm(server));
        try {
            double hand = Idle.run(IDLING, REST, new Target(byHand.address(), byHand.dialect(), heap))
                    .kibPerClient();
            double own = Idle.run(IDLING, REST, new Target(ours.address(), ours.dialect(), heap))
                    .kibPerClient();
            String text = String.format(Locale.ROOT, "%+.1f (%.1f, %.1f)", own - hand, own, hand);
            return own - hand > MOST_KIB ? "**" + text + "**" : text;
        } catch (LoadException e) {
            return "failed: " + e.getMessage();
        }
    }

    private static String cell(Series one, Series base, double least) {
        double ratio = one.ratio(base, LoadResult::perServerCpu);
        String text = String.format(
                Locale.ROOT,
                "%.2f (%,.0f, %,.0f)",
                ratio,
                one.median(LoadResult::perServerCpu),
                base.median(LoadResult::perServerCpu));
        return ratio < least ? "**" + text + "**" : text;
    }

    /** The library and the endpoint by hand under the same load. */
    private record Pair(Rounds.Case ours, Rounds.Case byHand) {
        String cell(Rounds.Outcome outcome) {
            return SpeedCheck.cell(outcome.of(ours), outcome.of(byHand), LEAST_RATIO);
        }
    }

    /** What is run by turns, in its order. */
    private static final class Loads {

        private final List<Rounds.Case> all = new ArrayList<>();
        private final Duration measured;

        Loads(Duration measured) {
            this.measured = measured;
        }

        /** All there is, in pairs by title; tells the standalone server's echo. */
        Rounds.Case all(Map<String, Pair> pairs, Target ours, Target byHand, Target alone) {
            Rounds.Case standaloneEcho = add("standalone, echo", alone, echo(BENCH, measured));
            Pair nonBlocking = addBoth(NON_BLOCKING, ours, byHand, echo(BENCH, measured));
            pairs.put(NON_BLOCKING, nonBlocking);
            Rounds.Case mayBlock = add(MAY_BLOCK, ours, echo(HandedOverChannel.TOPICS, measured));
            pairs.put(MAY_BLOCK, new Pair(mayBlock, nonBlocking.byHand()));
            pairs.put(ONE, addBoth(ONE, ours, byHand, fanOut(1, 1, measured)));
            pairs.put(FOUR, addBoth(FOUR, ours, byHand, fanOut(1, 4, measured)));
            pairs.put(EIGHT, addBoth(EIGHT, ours, byHand, fanOut(8, 1, measured)));
            return standaloneEcho;
        }

        private Rounds.Case add(String label, Target target, Function<Target, LoadResult> load) {
            Rounds.Case one = new Load(label, target, load);
            all.add(one);
            return one;
        }

        private Pair addBoth(String label, Target ours, Target byHand, Function<Target, LoadResult> load) {
            return new Pair(add(label, ours, load), add("by hand, " + label, byHand, load));
        }
    }

    private record Load(String label, Target target, Function<Target, LoadResult> how) implements Rounds.Case {
        @Override
        public LoadResult load() {
            return how.apply(target);
        }
    }
}
