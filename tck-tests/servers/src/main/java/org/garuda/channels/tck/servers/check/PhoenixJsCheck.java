package org.garuda.channels.tck.servers.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.garuda.channels.tck.kit.TargetServer;
import org.garuda.channels.tck.kit.phoenix.ClaimRun;
import org.garuda.channels.tck.servers.home.HostedApp;
import org.garuda.channels.tck.servers.home.Program;

/** The claims about the stock phoenix.js, some of which have the server stopped and started. */
public final class PhoenixJsCheck implements Check {

    private final String environment;
    private final Path kit;

    /**
     * A check.
     *
     * @param environment {@code node} or {@code chromium}
     * @param kit the directory of the kit; its npm packages are got if need be
     */
    public PhoenixJsCheck(String environment, Path kit) {
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
        List<String> failures = verdicts.stream()
                .filter(verdict -> verdict.failure() != null)
                .map(verdict -> verdict.title() + ": " + verdict.failure())
                .toList();
        List<String> skipped = verdicts.stream()
                .filter(verdict -> verdict.skipped() != null)
                .map(verdict -> verdict.title() + ": " + verdict.skipped())
                .toList();
        int held = verdicts.size() - failures.size() - skipped.size();
        String summary = held + " of " + verdicts.size();
        if (!failures.isEmpty()) {
            return Outcome.broken(summary, failures, skipped);
        }
        Optional<String> why = verdicts.stream()
                .flatMap(verdict -> Optional.ofNullable(verdict.skipped()).stream())
                .findFirst();
        return held > 0 ? Outcome.holds(summary, skipped) : Outcome.untried(why.orElse("there are no claims"));
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
