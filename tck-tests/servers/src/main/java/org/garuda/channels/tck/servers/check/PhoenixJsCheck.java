package org.garuda.channels.tck.servers.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.tck.kit.phoenix.ClaimRun;
import org.garuda.channels.tck.kit.replay.TargetServer;
import org.garuda.channels.tck.servers.server.HostedApp;
import org.garuda.channels.tck.servers.server.Program;

/** The claims about the stock phoenix.js, some of which have the server stopped and started. */
public final class PhoenixJsCheck implements Check {

    private final String environment;
    private final Path kit;
    private final Impossible impossible;

    /**
     * A check.
     *
     * @param environment {@code node} or {@code chromium}
     * @param kit the directory of the kit; its npm packages are got if need be
     * @throws IOException when the list of what is impossible cannot be read
     */
    public PhoenixJsCheck(String environment, Path kit) throws IOException {
        this.impossible = new Impossible();
        this.environment = environment;
        this.kit = kit;
    }

    @Override
    public String title() {
        return "phoenix.js in " + environment;
    }

    @Override
    public Outcome check(HostedApp app) throws IOException, InterruptedException {
        // npm writes this file last.
        if (!Files.exists(kit.resolve("node_modules/.package-lock.json"))) {
            Program.run(kit, "npm", List.of("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"));
        }
        List<ClaimRun.Verdict> verdicts = ClaimRun.of(environment, kit.resolve("src/test/js"), new Owner(app));
        List<String> failures = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        for (ClaimRun.Verdict verdict : verdicts) {
            if (verdict.skipped() != null) {
                remarks.add(verdict.title() + ": " + verdict.skipped());
            } else if (verdict.failure() != null) {
                impossible
                        .reason(app.kind(), "phoenix.js/" + Impossible.named(verdict.title()))
                        .ifPresentOrElse(
                                reason -> remarks.add(verdict.title() + ": " + reason),
                                () -> failures.add(verdict.title() + ": " + verdict.failure()));
            }
        }
        int held = verdicts.size() - failures.size() - remarks.size();
        String summary = held + " of " + verdicts.size();
        if (!failures.isEmpty()) {
            return Outcome.broken(summary, failures, remarks);
        }
        // Without a browser every claim is skipped, for the same reason.
        return held > 0 ? Outcome.holds(summary, remarks) : Outcome.untried(remarks.get(0));
    }

    private record Owner(HostedApp app) implements ClaimRun.Owner {

        @Override
        public TargetServer server() {
            return app;
        }

        @Override
        public void stop() {
            app.stop();
        }

        @Override
        public void start() throws IOException {
            app.start();
        }
    }
}
