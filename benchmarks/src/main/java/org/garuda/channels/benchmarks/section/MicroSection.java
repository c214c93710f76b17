package org.garuda.channels.benchmarks.section;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.garuda.channels.benchmarks.micro.CodecBenchmark;
import org.garuda.channels.benchmarks.report.Table;
import org.garuda.channels.benchmarks.server.Contender;
import org.garuda.channels.benchmarks.server.Peer;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The engine's parts, by JMH. */
public final class MicroSection implements Section {

    private static final double MILLIS_PER_SECOND = 1000;

    /** An iteration is a part of what a whole server is measured for, so short that some find the machine quiet. */
    private static final double ITERATION = 0.1;

    private static final int ITERATIONS_PER_ROUND = 3;
    private static final int WARM_UPS = 5;

    @Override
    public String id() {
        return "micro";
    }

    @Override
    public List<Contender> wanted(List<Contender> contenders) {
        return contenders.stream().filter(contender -> contender == Peer.GARUDA).toList();
    }

    @Override
    public Written run(Setup setup) {
        TimeValue iteration = TimeValue.milliseconds((long) (setup.seconds() * ITERATION * MILLIS_PER_SECOND));
        Options options = new OptionsBuilder()
                .include(CodecBenchmark.class.getPackageName().replace(".", "\\.") + "\\.")
                .forks(1)
                .warmupIterations(WARM_UPS)
                .warmupTime(iteration)
                .measurementIterations(setup.rounds() * ITERATIONS_PER_ROUND)
                .measurementTime(iteration)
                .verbosity(VerboseMode.SILENT)
                .build();
        try {
            Table table = table(new Runner(options).run());
            return Written.of(
                    "## Parts\n\nNanoseconds on one thread, without a network; frames of 100 bytes of text. On a busy machine the fastest iteration is closest to what the"
                            + " code needs. `micro` runs them alone"
                            + " with all of JMH's options.\n\n" + table);
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH failed", e);
        }
    }

    private static Table table(Collection<RunResult> results) {
        Table table = new Table("Benchmark", "fastest iteration, ns", "median, ns");
        for (RunResult result : results) {
            Result<?> primary = result.getPrimaryResult();
            String parameters = result.getParams().getParamsKeys().stream()
                    .map(key -> ", " + key + " " + result.getParams().getParam(key))
                    .collect(Collectors.joining());
            table.row(
                    "`" + primary.getLabel() + "`" + parameters,
                    Table.count(primary.getStatistics().getMin()),
                    Table.count(primary.getStatistics().getPercentile(50)));
        }
        return table;
    }
}
