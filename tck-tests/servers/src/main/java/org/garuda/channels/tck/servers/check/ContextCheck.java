package org.garuda.channels.tck.servers.check;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.garuda.channels.tck.servers.client.Caller;
import org.garuda.channels.tck.servers.client.Outside;
import org.garuda.channels.tck.servers.client.Visitor;
import org.garuda.channels.tck.servers.server.HostedApp;

/**
 * A handler uses a request-scoped bean, the injected principal of whoever had logged in, a transactional bean where the
 * server has transactions, and what is in the HTTP session of whoever connects.
 */
public final class ContextCheck implements Check {

    /** Handed over to another thread, and called on whichever thread brings a message. */
    private static final List<String> TOPICS = List.of("probe:context", "probe-prompt:context");

    private final Impossible impossible;

    /**
     * A check.
     *
     * @throws IOException when the list of what is impossible cannot be read
     */
    public ContextCheck() throws IOException {
        this.impossible = new Impossible();
    }

    @Override
    public String title() {
        return "request, principal, transaction";
    }

    @Override
    public Outcome check(HostedApp app) throws IOException, InterruptedException {
        List<String> failures = new ArrayList<>();
        Set<String> remarks = new LinkedHashSet<>();
        Outside outside = Outside.of(app);
        for (String topic : TOPICS) {
            try (Visitor ada = Visitor.join(outside.http(), app, "name=ada", topic);
                    Visitor bob = Visitor.join(outside.http(), app, "name=bob", topic);
                    Visitor nobody = Visitor.join(outside.http(), app, "", topic)) {
                // Twice, since a context that is not ended would go on counting.
                for (int i = 0; i < 2; i++) {
                    expect(app, topic, ada, "request", "{\"counts\":[1,2]}", failures, remarks);
                    expect(app, topic, nobody, "request", "{\"counts\":[1,2]}", failures, remarks);
                }
                expect(app, topic, bob, "principal", "{\"name\":\"bob\"}", failures, remarks);
                expect(app, topic, ada, "principal", "{\"name\":\"ada\"}", failures, remarks);
                for (Visitor visitor : List.of(ada, nobody)) {
                    expect(app, topic, visitor, "transaction", "{\"status\":[\"active\",\"none\"]}", failures, remarks);
                }
            }
        }
        for (Caller.Way way : Caller.Way.values()) {
            checkSession(app, way, failures, remarks);
        }
        return failures.isEmpty()
                ? Outcome.holds(remarks.isEmpty() ? "all" : "all but " + remarks.size(), List.copyOf(remarks))
                : Outcome.broken("not all", failures, List.copyOf(remarks));
    }

    /** Whoever comes with the cookie of a session is found in it, and nobody else. */
    private void checkSession(HostedApp app, Caller.Way way, List<String> failures, Collection<String> remarks)
            throws IOException, InterruptedException {
        String topic = TOPICS.get(0);
        HttpClient browser = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .build();
        HttpRequest login = HttpRequest.newBuilder(URI.create(app.httpBase() + "/session?user=ada"))
                .timeout(Caller.PATIENCE)
                .build();
        int status = browser.send(login, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 204) {
            throw new IOException("the begin of a session was answered with " + status);
        }
        try (Caller ada = way.connect(browser, app, "session=asked");
                Caller nobody = way.connect(Outside.of(app).http(), app, "session=asked")) {
            ada.join(topic);
            nobody.join(topic);
            expect(app, topic, ada, "session", "{\"user\":\"ada\"}", failures, remarks);
            expect(app, topic, nobody, "session", "{\"user\":\"nobody\"}", failures, remarks);
        }
    }

    private void expect(
            HostedApp app,
            String topic,
            Caller caller,
            String event,
            String response,
            List<String> failures,
            Collection<String> remarks)
            throws IOException, InterruptedException {
        caller.send("[\"1\",\"2\",\"" + topic + "\",\"" + event + "\",{}]");
        String reply = caller.next();
        if (!reply.contains("\"response\":" + response)) {
            impossible
                    .reason(app.kind(), "context/" + event)
                    .ifPresentOrElse(
                            reason -> remarks.add(event + ": " + reason), () -> failures.add(event + ": " + reply));
        }
    }
}
