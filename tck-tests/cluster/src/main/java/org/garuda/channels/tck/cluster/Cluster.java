package org.garuda.channels.tck.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.garuda.channels.tck.cluster.broker.BrokerKind;

/** Lets nodes, their broker and connections fail, and tells what became of messages and presences. */
public final class Cluster {

    private static final Path TARGET = Path.of("tck-tests", "cluster", "target");
    private static final Path PAGE = Path.of("docs", "clustering.md");

    private final Options options;

    private Cluster(Options options) {
        this.options = options;
    }

    /**
     * Tries it all, and ends the virtual machine.
     *
     * @param args see {@link Options#USAGE}
     * @throws Exception when something cannot be tried
     */
    public static void main(String[] args) throws Exception {
        try {
            System.exit(new Cluster(Options.parse(args)).run() ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(Options.USAGE);
            System.exit(2);
        }
    }

    private boolean run() throws Exception {
        if (options.list()) {
            Rows.all()
                    .forEach(row -> System.out.println(row.plan().id() + ": "
                            + row.plan().happens() + " (" + row.plan().seconds() + " s)"));
            return true;
        }
        boolean holds = true;
        if (options.speed()) {
            for (BrokerKind kind : options.brokers()) {
                holds &= new Speed(kind, options.rate(), TARGET.resolve("logs").resolve(kind.word() + "-speed")).run();
            }
            return holds;
        }
        for (BrokerKind kind : options.brokers()) {
            Map<Row.Plan, String> lines = new LinkedHashMap<>();
            for (Row row : Rows.of(kind, options.only())) {
                Runs runs = new Runs(TARGET.resolve("runs")
                        .resolve(kind.word() + "-" + row.plan().id() + ".tsv"));
                if (!options.more()) {
                    runs.forget();
                }
                holds &= repeat(kind, row, runs);
                List<List<Findings.Figure>> all = runs.all();
                lines.put(row.plan(), Page.line(row.plan(), all));
                print(kind, row.plan(), all);
            }
            if (options.write()) {
                Page.write(PAGE, kind, lines);
            }
        }
        return holds;
    }

    private boolean repeat(BrokerKind kind, Row row, Runs runs) throws Exception {
        boolean holds = true;
        Path logs =
                TARGET.resolve("logs").resolve(kind.word() + "-" + row.plan().id());
        try (Stage stage = new Stage(kind, row.plan().nodes(), options.rate(), logs)) {
            for (int time = 0; time < options.times(); time++) {
                stage.heal();
                Findings findings = new Findings();
                try {
                    row.run(stage, findings);
                } catch (IOException e) {
                    findings.holds(String.valueOf(e.getMessage()).replaceAll("\\s+", " "), false);
                }
                runs.add(findings.figures());
                boolean held = findings.figures().stream().allMatch(Findings.Figure::holds);
                holds &= held;
                System.out.println((held ? "HOLDS     " : "DOES NOT  ") + kind.word() + " "
                        + row.plan().id() + ": " + findings.notes());
                findings.figures().stream()
                        .filter(figure -> !figure.holds())
                        .forEach(figure -> System.out.println("          " + figure));
            }
        }
        return holds;
    }

    private static void print(BrokerKind kind, Row.Plan plan, List<List<Findings.Figure>> runs) {
        System.out.println();
        System.out.println(kind.word() + ": " + plan.happens());
        System.out.printf("  %-55s %-14s %s%n", "", "expected", "smallest / median / largest");
        Runs.summary(runs).forEach((what, text) -> {
            String[] parts = text.split("\t");
            System.out.printf("  %-55s %-14s %s%n", what, parts[0], parts[1]);
        });
        System.out.println("  all of it held in " + Runs.held(runs) + " of " + runs.size() + " runs"
                + (plan.peers().isEmpty() ? "" : "; others: " + plan.peers()));
        System.out.println();
    }
}
