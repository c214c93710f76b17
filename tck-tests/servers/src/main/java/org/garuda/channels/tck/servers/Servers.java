package org.garuda.channels.tck.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.garuda.channels.tck.kit.scenario.Scenario;
import org.garuda.channels.tck.kit.scenario.Scenarios;
import org.garuda.channels.tck.servers.check.CallerCheck;
import org.garuda.channels.tck.servers.check.Check;
import org.garuda.channels.tck.servers.check.ContextCheck;
import org.garuda.channels.tck.servers.check.GoodbyeCheck;
import org.garuda.channels.tck.servers.check.HostileCheck;
import org.garuda.channels.tck.servers.check.OrderCheck;
import org.garuda.channels.tck.servers.check.Outcome;
import org.garuda.channels.tck.servers.check.PhoenixJsCheck;
import org.garuda.channels.tck.servers.check.RedeployCheck;
import org.garuda.channels.tck.servers.check.RolesCheck;
import org.garuda.channels.tck.servers.check.ScenarioCheck;
import org.garuda.channels.tck.servers.check.SpeedCheck;
import org.garuda.channels.tck.servers.check.StuckClientCheck;
import org.garuda.channels.tck.servers.server.HostedApp;
import org.garuda.channels.tck.servers.server.ServerCatalog;
import org.garuda.channels.tck.servers.server.ServerInstance;
import org.garuda.channels.tck.servers.server.ServerKind;

/**
 * Tries the WAR of the conformance app on Jakarta servers, one after the other. The exit code is 0 when everything
 * holds on all of them, 1 when something does not, 2 when the command line is wrong.
 */
public final class Servers {

    private static final Path TARGET = Path.of("tck-tests", "servers", "target");
    private static final Path THIN = Path.of("tck-tests", "app", "target", "conformance-app.war");
    private static final Path STANDALONE = Path.of("tck-tests", "app", "target", "conformance-app.jar");
    private static final Path KIT = Path.of("tck-tests", "kit");
    private static final Path DOCUMENT = Path.of("docs", "servers.md");
    private static final Path FAT = Path.of("tck-tests", "app", "target", "conformance-app-fat.war");

    /**
     * What WebSocket asks of every server, and browsers do with long messages; not all servers get it right by
     * themselves.
     */
    private static final String CHARACTER_IN_TWO_FRAMES = "ws.fragmented_utf8_split";

    private final Options options;
    private final ServerCatalog catalog = new ServerCatalog(TARGET.resolve("homes"));
    private final List<Check> checks;

    private Servers(Options options) throws IOException {
        this.options = options;
        this.checks = checks();
    }

    /**
     * Tries servers, and ends the virtual machine.
     *
     * @param args see {@link Options#USAGE}
     * @throws IOException when the files of the project cannot be read
     * @throws InterruptedException when the thread is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(Options.USAGE);
            System.exit(2);
            return;
        }
        if (!Files.isRegularFile(THIN)) {
            System.err.println("there is no " + THIN
                    + "; call this from the root of the project, after mvn -q -DskipTests package");
            System.exit(2);
        }
        System.exit(new Servers(options).run() ? 0 : 1);
    }

    private static List<Check> checks() throws IOException {
        List<Scenario> recorded = Scenarios.all().stream()
                .filter(scenario -> scenario.tier() == Scenario.Tier.CONTRACT
                        || scenario.name().equals(CHARACTER_IN_TWO_FRAMES))
                .toList();
        return List.of(
                new ScenarioCheck("contract scenarios", recorded),
                new ScenarioCheck("deliberate differences", Scenarios.differences()),
                new PhoenixJsCheck("node", KIT),
                new PhoenixJsCheck("chromium", KIT),
                new ContextCheck(),
                new RolesCheck(),
                new CallerCheck(),
                new OrderCheck(),
                new StuckClientCheck(),
                new HostileCheck(),
                new GoodbyeCheck(),
                new RedeployCheck(),
                new SpeedCheck(STANDALONE, TARGET));
    }

    private boolean run() throws IOException, InterruptedException {
        boolean allHold = true;
        Matrix common = new Matrix(checks.stream()
                .filter(check -> check.columns().isEmpty())
                .map(Check::title)
                .toList());
        Map<Check, Matrix> matrices = new LinkedHashMap<>();
        for (Check check : checks) {
            matrices.put(check, check.columns().isEmpty() ? common : new Matrix(check.title(), check.columns()));
        }
        Set<Matrix> asked = new LinkedHashSet<>();
        for (Check check : checks) {
            if (options.checks().test(check)) {
                asked.add(matrices.get(check));
            }
        }
        if (options.documents()) {
            for (Matrix matrix : asked) {
                matrix.read(DOCUMENT);
            }
        }
        for (ServerKind server : options.servers()) {
            System.out.println("== " + server);
            try {
                allHold &= tryOne(server, matrices);
            } catch (IOException e) {
                System.out.println("   BROKEN   " + e.getMessage());
                allHold = false;
            }
            if (options.documents()) {
                for (Matrix matrix : asked) {
                    matrix.write(DOCUMENT);
                }
            }
        }
        for (Matrix matrix : asked) {
            System.out.println();
            matrix.lines().forEach(System.out::println);
        }
        return allHold;
    }

    private boolean tryOne(ServerKind server, Map<Check, Matrix> matrices) throws IOException, InterruptedException {
        Files.deleteIfExists(log(server));
        List<Check> asked = checks.stream().filter(options.checks()).toList();
        List<Check> common =
                asked.stream().filter(check -> check.columns().isEmpty()).toList();
        Path war = server.bringsCdi() ? THIN : FAT;
        boolean allHold = common.isEmpty() || tryOne(server, war, ServerInstance.Memory.SCARCE, common, matrices);
        for (Check check : asked) {
            if (!check.columns().isEmpty()) {
                allHold &= tryOne(server, check.war(war), ServerInstance.Memory.OWN, List.of(check), matrices);
            }
        }
        return allHold;
    }

    private static Path log(ServerKind server) {
        return TARGET.resolve("logs").resolve(server.name() + ".log");
    }

    private boolean tryOne(
            ServerKind server,
            Path war,
            ServerInstance.Memory memory,
            List<Check> together,
            Map<Check, Matrix> matrices)
            throws IOException, InterruptedException {
        boolean allHold = true;
        Path home = catalog.home(server);
        long start = System.nanoTime();
        try (HostedApp app = HostedApp.start(server, home, war, TARGET.resolve("runs"), log(server), memory)) {
            System.out.printf(
                    "   up in %.1f s on Java %d%n",
                    (System.nanoTime() - start) / 1e9, app.jdk().feature());
            for (Check check : together) {
                start = System.nanoTime();
                Outcome outcome = check.check(app);
                Matrix matrix = Objects.requireNonNull(matrices.get(check));
                matrix.server(server, catalog.version(server), app.jdk().feature(), !server.bringsCdi());
                matrix.outcome(server, check.title(), outcome);
                matrix.cells(server, outcome.cells());
                allHold &= outcome.verdict() != Outcome.Verdict.BROKEN;
                System.out.printf(
                        "   %-8s %s: %s in %.1f s%n",
                        outcome.verdict(), check.title(), outcome.summary(), (System.nanoTime() - start) / 1e9);
                outcome.details()
                        .forEach(detail -> System.out.println(detail.indent(6).stripTrailing()));
            }
        }
        return allHold;
    }
}
