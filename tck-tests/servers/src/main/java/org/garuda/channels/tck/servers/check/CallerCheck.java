package org.garuda.channels.tck.servers.check;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.garuda.channels.tck.servers.client.Caller;
import org.garuda.channels.tck.servers.client.Outside;
import org.garuda.channels.tck.servers.server.HostedApp;
import org.garuda.channels.tck.servers.server.User;

/**
 * Enterprise beans that a handler calls see whoever the client is, over either transport: a clerk, a guest, and
 * somebody who has not logged in, all of whom call at the same time. That a server does not tell a bean its caller is a
 * remark; a bean that takes a client for somebody else is a failure.
 */
public final class CallerCheck implements Check {

    private static final int ROUNDS = 50;
    private static final Pattern CALLER = Pattern.compile("\"caller\":\"([^\" ]*) ?([^\"]*)\"");
    private static final String UNAVAILABLE = "unavailable";

    /** Handed over to another thread, and called on whichever thread brings a message. */
    private static final List<String> TOPICS = List.of("identity:", "identity-prompt:");

    private final Impossible impossible;

    /**
     * A check.
     *
     * @throws IOException when the list of what is impossible cannot be read
     */
    public CallerCheck() throws IOException {
        this.impossible = new Impossible();
    }

    @Override
    public String title() {
        return "caller in enterprise beans";
    }

    @Override
    public Outcome check(HostedApp app) throws IOException, InterruptedException {
        Set<String> failures = new TreeSet<>();
        Set<String> nobodysNames = new TreeSet<>();
        for (Caller.Way way : Caller.Way.values()) {
            for (String topics : TOPICS) {
                Set<String> wrong = new TreeSet<>();
                if (!ask(app, way, topics, nobodysNames, wrong)) {
                    return Outcome.untried("the server has no enterprise beans");
                }
                wrong.forEach(what -> failures.add(what + " (" + way + ", " + topics + ")"));
            }
        }
        Optional<String> forgotten = impossible.reason(app.kind(), "caller/later");
        if (forgotten.isPresent() && failures.stream().allMatch(CallerCheck::isForgotten)) {
            return Outcome.holds("the client in connect", List.of(forgotten.get()));
        }
        return failures.isEmpty()
                ? Outcome.holds("the client", List.of("whoever has not logged in is called " + nobodysNames))
                : Outcome.broken("not always the client", new ArrayList<>(failures), List.of());
    }

    /** @return false when there are no enterprise beans */
    private static boolean ask(
            HostedApp app, Caller.Way way, String topics, Set<String> nobodysNames, Set<String> failures)
            throws IOException, InterruptedException {
        HttpClient http = Outside.of(app).http();
        try (Caller clerk = join(http, app, way, RolesCheck.login(User.CLERK), topics + "clerk");
                Caller guest = join(http, app, way, RolesCheck.login(User.GUEST), topics + "guest");
                Caller nobody = join(http, app, way, "", topics + "nobody")) {
            clerk.send(message(topics + "clerk", "message"));
            if (clerk.await("caller").contains(UNAVAILABLE)) {
                return false;
            }
            for (String event : List.of("connect", "join", "message", "shout")) {
                for (int i = 0; i < ROUNDS; i++) {
                    clerk.send(message(topics + "clerk", event));
                    guest.send(message(topics + "guest", event));
                    nobody.send(message(topics + "nobody", event));
                }
                for (int i = 0; i < ROUNDS; i++) {
                    judge(event, clerk.await("caller"), "clerk", "open", failures);
                    judge(event, guest.await("caller"), "guest", "EJBAccessException", failures);
                    judgeNobody(event, nobody.await("caller"), nobodysNames, failures);
                }
            }
            try (Caller watching = join(http, app, way, "", topics + "clerk")) {
                clerk.send(message(topics + "clerk", "phx_leave"));
                judge("terminated", watching.await("caller"), "clerk", "open", failures);
            }
        }
        return true;
    }

    /**
     * Outside of the request the server takes everybody for nobody, whom it calls like our guest; whoever has no role
     * gets none by that.
     */
    private static boolean isForgotten(String failure) {
        boolean inRequest = failure.startsWith("connect of clerk") || failure.startsWith("connect of guest");
        return !inRequest && failure.contains("\"caller\":\"guest EJBAccessException\"");
    }

    private static Caller join(HttpClient http, HostedApp app, Caller.Way way, String parameters, String topic)
            throws IOException, InterruptedException {
        Caller caller = way.connect(http, app, "identity=asked&" + parameters);
        caller.join(topic);
        return caller;
    }

    private static String message(String topic, String event) {
        return "[\"1\",\"2\",\"" + topic + "\",\"" + event + "\",{}]";
    }

    private static void judge(String callback, String frame, String name, String vault, Set<String> failures) {
        Matcher caller = CALLER.matcher(frame);
        if (!caller.find() || !caller.group(1).equals(name) || !caller.group(2).equals(vault)) {
            failures.add(callback + " of " + name + ": " + frame);
        }
    }

    /** Servers have names of their own for nobody. */
    private static void judgeNobody(String callback, String frame, Set<String> names, Set<String> failures) {
        Matcher caller = CALLER.matcher(frame);
        if (!caller.find()
                || Set.of("clerk", "guest", "").contains(caller.group(1))
                || !caller.group(2).equals("EJBAccessException")) {
            failures.add(callback + " of nobody: " + frame);
        } else {
            names.add(caller.group(1));
        }
    }
}
