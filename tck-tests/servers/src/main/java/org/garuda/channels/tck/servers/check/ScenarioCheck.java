package org.garuda.channels.tck.servers.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.garuda.channels.tck.kit.ReplayResult;
import org.garuda.channels.tck.kit.Scenario;
import org.garuda.channels.tck.kit.ScenarioReplayer;
import org.garuda.channels.tck.servers.home.HostedApp;

/** Scenarios, replayed one after the other. */
public final class ScenarioCheck implements Check {

    private final String title;
    private final List<Scenario> scenarios;
    private final Impossible impossible;

    /**
     * A check.
     *
     * @param title what they have in common
     * @param scenarios all that have to be as written
     * @throws IOException when the list of what is impossible cannot be read
     */
    public ScenarioCheck(String title, List<Scenario> scenarios) throws IOException {
        this.title = title;
        this.scenarios = List.copyOf(scenarios);
        this.impossible = new Impossible();
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Outcome check(HostedApp app) {
        ScenarioReplayer replayer = new ScenarioReplayer(app);
        List<String> failures = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            ReplayResult result = replayer.replay(scenario);
            Optional<String> reason = impossible.reason(app.kind(), scenario.name(), result.differences());
            if (result.matches() && impossible.lists(app.kind(), scenario.name())) {
                failures.add(scenario.name() + " is listed as impossible, but holds");
            } else if (reason.isPresent()) {
                remarks.add(scenario.name() + ": " + reason.get());
            } else if (!result.matches()) {
                failures.add(result.describe());
            }
        }
        int held = scenarios.size() - failures.size() - remarks.size();
        String summary = held + " of " + scenarios.size();
        return failures.isEmpty() ? Outcome.holds(summary, remarks) : Outcome.broken(summary, failures, remarks);
    }
}
