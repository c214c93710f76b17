package org.garuda.channels.tck.servers.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.garuda.channels.tck.servers.client.Outside;
import org.garuda.channels.tck.servers.client.Visitor;
import org.garuda.channels.tck.servers.server.HostedApp;

/** Clients are told 1001 when the app is undeployed, and when the server stops. */
public final class GoodbyeCheck implements Check {

    private static final int CLIENTS = 5;
    private static final int GOING_AWAY = 1001;

    private final Impossible impossible;

    /**
     * A check.
     *
     * @throws IOException when the list of what is impossible cannot be read
     */
    public GoodbyeCheck() throws IOException {
        this.impossible = new Impossible();
    }

    @Override
    public String title() {
        return "close code at undeploy, stop";
    }

    @Override
    public Outcome check(HostedApp app) throws IOException, InterruptedException {
        List<String> codes = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        if (app.deploysWhileRunning()) {
            List<Visitor> visitors = visitors(app);
            app.undeploy();
            take("undeploy", app, visitors, codes, failures, remarks);
            app.deploy();
        } else {
            codes.add("–");
            remarks.add("undeploy: this server takes its applications when it starts only");
        }
        List<Visitor> visitors = visitors(app);
        app.stop();
        take("stop", app, visitors, codes, failures, remarks);
        app.start();
        String summary = String.join(", ", codes);
        return failures.isEmpty() ? Outcome.holds(summary, remarks) : Outcome.broken(summary, failures, remarks);
    }

    private static List<Visitor> visitors(HostedApp app) throws IOException, InterruptedException {
        Outside outside = Outside.of(app);
        List<Visitor> visitors = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            visitors.add(Visitor.join(outside.http(), app, "", "rooms:goodbye"));
        }
        return visitors;
    }

    private void take(
            String occasion,
            HostedApp app,
            List<Visitor> visitors,
            List<String> codes,
            List<String> failures,
            List<String> remarks)
            throws InterruptedException {
        TreeSet<String> seen = new TreeSet<>();
        for (Visitor visitor : visitors) {
            try {
                seen.add(String.valueOf(visitor.closeCode()));
            } catch (IOException e) {
                seen.add(String.valueOf(e.getMessage()));
            } finally {
                visitor.close();
            }
        }
        codes.add(String.join("/", seen));
        if (!seen.equals(new TreeSet<>(List.of(String.valueOf(GOING_AWAY))))) {
            Optional<String> reason = impossible.reason(app.kind(), occasion);
            reason.ifPresentOrElse(
                    why -> remarks.add(occasion + ": " + why), () -> failures.add(occasion + ": closed with " + seen));
        }
    }
}
