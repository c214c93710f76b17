package org.garuda.channels.tck.servers.check;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.tck.servers.client.Caller;
import org.garuda.channels.tck.servers.client.Outside;
import org.garuda.channels.tck.servers.server.HostedApp;
import org.garuda.channels.tck.servers.server.User;

/**
 * Handlers with {@code @RolesAllowed} ask for the roles of whoever has logged in at the container, over either
 * transport.
 */
public final class RolesCheck implements Check {

    private static final String FORBIDDEN = "{\"response\":{\"reason\":\"forbidden\"},\"status\":\"error\"}";
    private static final String OK = "{\"response\":{},\"status\":\"ok\"}";

    /** A check. */
    public RolesCheck() {}

    @Override
    public String title() {
        return "roles";
    }

    @Override
    public Outcome check(HostedApp app) throws IOException, InterruptedException {
        List<String> failures = new ArrayList<>();
        for (Caller.Way way : Caller.Way.values()) {
            List<String> wrong = new ArrayList<>();
            check(app, way, wrong);
            wrong.forEach(what -> failures.add(way + ": " + what));
        }
        return failures.isEmpty()
                ? Outcome.holds("honoured", List.of())
                : Outcome.broken("not all", failures, List.of());
    }

    private static void check(HostedApp app, Caller.Way way, List<String> failures)
            throws IOException, InterruptedException {
        HttpClient http = Outside.of(app).http();
        try (Caller clerk = way.connect(http, app, login(User.CLERK));
                Caller guest = way.connect(http, app, login(User.GUEST));
                Caller nobody = way.connect(http, app, "")) {
            expect(clerk, "clerk", "roles:clerk", "phx_join", OK, failures);
            expect(clerk, "clerk", "roles:clerk", "check", OK, failures);
            expect(clerk, "clerk", "roles:admin", "phx_join", FORBIDDEN, failures);
            expect(guest, "guest", "roles:clerk", "phx_join", FORBIDDEN, failures);
            expect(guest, "guest", "roles:admin", "phx_join", FORBIDDEN, failures);
            expect(nobody, "nobody", "roles:clerk", "phx_join", FORBIDDEN, failures);
        }
        try (Caller liar = way.connect(http, app, "login=clerk:wrong")) {
            failures.add("a wrong password is taken, and it is " + liar);
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).endsWith("with 401")) {
                failures.add("a wrong password: " + e.getMessage());
            }
        }
    }

    /** Query parameters by which somebody logs in. */
    static String login(User user) {
        return "login=" + user.name() + ":" + user.password();
    }

    private static void expect(
            Caller caller, String who, String topic, String event, String reply, List<String> failures)
            throws IOException, InterruptedException {
        caller.send("[\"1\",\"1\",\"" + topic + "\",\"" + event + "\",{}]");
        String answer = caller.next();
        if (!answer.contains(reply)) {
            failures.add(who + ", " + event + " on " + topic + ": " + answer);
        }
    }
}
