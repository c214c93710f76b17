package org.garuda.channels.tck.servers.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.garuda.channels.tck.hostile.Attack;
import org.garuda.channels.tck.hostile.Attacks;
import org.garuda.channels.tck.hostile.Claim;
import org.garuda.channels.tck.hostile.Referee;
import org.garuda.channels.tck.hostile.Verdict;
import org.garuda.channels.tck.hostile.client.Target;
import org.garuda.channels.tck.hostile.server.Output;
import org.garuda.channels.tck.hostile.server.ProcessFacts;
import org.garuda.channels.tck.servers.home.HostedApp;

/** One client does what it can to the server, in short attacks, while 20 others echo. What a container holds before our code sees it is the container's, and is listed as such. */
public final class HostileCheck implements Check {

    private static final String SOCKET = "/socket";

    private final Impossible impossible;

    /**
     * A check.
     *
     * @throws IOException when the list of what is impossible cannot be read
     */
    public HostileCheck() throws IOException {
        this.impossible = new Impossible();
    }

    @Override
    public String title() {
        return "hostile";
    }

    @Override
    public Outcome check(HostedApp app) throws IOException, InterruptedException {
        List<String> failures = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        List<Attack> attacks = Attacks.of(Attack.Home.WAR, List.of());
        int held = 0;
        for (Attack attack : attacks) {
            String id = attack.plan().id();
            Optional<Broken> broken = broken(app, attack);
            if (broken.isEmpty()) {
                held++;
                continue;
            }
            // Where only the others' time is the container's, everything else must hold all the same.
            String part = broken.get().timeAlone() ? "hostile/" + id + "/time" : "hostile/" + id;
            Optional<String> reason = impossible.reason(app.kind(), part);
            reason.ifPresentOrElse(
                    why -> remarks.add(id + ": the container's: " + why + "; seen here: "
                            + broken.get().what()),
                    () -> failures.add(id + ": " + broken.get().what()));
            // The next attack shall find a server that is well.
            app.stop();
            app.start();
        }
        String summary = held + " of " + attacks.size();
        return failures.isEmpty() ? Outcome.holds(summary, remarks) : Outcome.broken(summary, failures, remarks);
    }

    /** What does not hold, in one line, and whether it is nothing but the others' time. */
    private record Broken(String what, boolean timeAlone) {}

    private static Optional<Broken> broken(HostedApp app, Attack attack) throws InterruptedException {
        Referee referee = new Referee(
                Target.of(app.httpBase().toString(), SOCKET),
                Attack.Home.WAR,
                true,
                Optional.of(new ProcessFacts(app.pid())),
                Optional.of(new Output(app.log())));
        try {
            Verdict verdict = Referee.patiently(
                    () -> referee.judge(attack),
                    each -> each.lines().forEach(line -> System.out.println("      " + line)));
            return verdict.holds()
                    ? Optional.empty()
                    : Optional.of(new Broken(
                            verdict.broken().stream().map(HostileCheck::told).collect(Collectors.joining("; ")),
                            verdict.isBrokenByTimeAlone()));
        } catch (IOException e) {
            return Optional.of(new Broken(String.valueOf(e.getMessage()), false));
        }
    }

    private static String told(Claim claim) {
        return "not so that " + claim.what() + (claim.seen().isEmpty() ? "" : " (" + claim.seen() + ")");
    }
}
