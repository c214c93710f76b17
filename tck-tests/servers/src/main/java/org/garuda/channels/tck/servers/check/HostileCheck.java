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
import org.garuda.channels.tck.hostile.client.Target;
import org.garuda.channels.tck.hostile.server.Output;
import org.garuda.channels.tck.hostile.server.ProcessFacts;
import org.garuda.channels.tck.servers.server.HostedApp;

/**
 * One client does what it can to the server, in short attacks, while 20 others echo. What a container holds before our
 * code sees it is the container's, and is listed as such.
 */
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
            List<Claim> broken = broken(app, attack);
            if (broken.isEmpty()) {
                held++;
                continue;
            }
            String seen = broken.stream().map(HostileCheck::told).collect(Collectors.joining("; "));
            impossible
                    .excuse(app.kind(), id, broken)
                    .ifPresentOrElse(
                            why -> remarks.add(id + ": the container's: " + why + "; seen here: " + seen),
                            () -> failures.add(id + ": " + seen));
            // The next attack shall find a server that is well.
            app.stop();
            app.start();
        }
        String summary = held + " of " + attacks.size();
        return failures.isEmpty() ? Outcome.holds(summary, remarks) : Outcome.broken(summary, failures, remarks);
    }

    private static List<Claim> broken(HostedApp app, Attack attack) throws InterruptedException {
        Referee referee = new Referee(
                Target.of(app.httpBase().toString(), SOCKET),
                Attack.Home.WAR,
                true,
                Optional.of(new ProcessFacts(app.pid())),
                Optional.of(new Output(app.log())));
        try {
            return Referee.patiently(
                            () -> referee.judge(attack),
                            each -> each.lines().forEach(line -> System.out.println("      " + line)))
                    .broken();
        } catch (IOException e) {
            return List.of(new Claim("the server is well before the attack", false, String.valueOf(e.getMessage())));
        }
    }

    private static String told(Claim claim) {
        return "not so that " + claim.what() + (claim.seen().isEmpty() ? "" : " (" + claim.seen() + ")");
    }
}
