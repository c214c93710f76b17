package org.garuda.channels.tck.kit.replay;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.tck.kit.scenario.Scenario;
import org.garuda.channels.tck.kit.scenario.Step;

/**
 * Replays scenarios against a server and compares what it answers with what was recorded. Keeps nothing between two
 * scenarios; safe for any thread, though scenarios share topics and so have to be replayed one after the other.
 */
public final class ScenarioReplayer {

    /** How long nothing may arrive until a step counts as over, when nobody says otherwise. */
    public static final Duration DEFAULT_QUIET = Duration.ofMillis(80);

    private final TargetServer server;
    private final Duration quiet;

    /**
     * A replayer with the default quiet time.
     *
     * @param server where to replay
     */
    public ScenarioReplayer(TargetServer server) {
        this(server, DEFAULT_QUIET);
    }

    /**
     * A replayer.
     *
     * @param server where to replay
     * @param quiet how long nothing may arrive until a step counts as over
     */
    public ScenarioReplayer(TargetServer server, Duration quiet) {
        this.server = server;
        this.quiet = quiet;
    }

    /**
     * Replays one scenario. Blocks until it is over: usually under a second, up to half a minute for a step in which
     * the server keeps sending or does not answer.
     *
     * @param scenario what to replay
     * @return what was not as recorded; a server that cannot be reached is a difference, not an exception
     */
    public ReplayResult replay(Scenario scenario) {
        long start = System.nanoTime();
        List<Difference> differences = new ArrayList<>();
        try (ScenarioRun run = new ScenarioRun(server, quiet)) {
            List<Step> steps = scenario.steps();
            for (int i = 0; i < steps.size(); i++) {
                try {
                    differences.addAll(Comparison.of(i, steps.get(i), run.run(steps.get(i))));
                } catch (IOException | IllegalStateException e) {
                    // what follows depends on this step
                    differences.add(new Difference(i, "error", "", e.toString()));
                    break;
                }
            }
        }
        return new ReplayResult(scenario, differences, Duration.ofNanos(System.nanoTime() - start));
    }
}
