package org.garuda.channels.tck.servers.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.tck.servers.server.HostedApp;

/**
 * A handler uses a request-scoped bean, the injected principal of whoever had logged in, and a transactional bean where
 * the server has transactions.
 */
public final class ContextCheck implements Check {

    private static final String TOPIC = "probe:context";

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
        List<String> remarks = new ArrayList<>();
        Outside outside = Outside.of(app);
        try (Visitor ada = Visitor.join(outside.http(), app, "name=ada", TOPIC);
                Visitor bob = Visitor.join(outside.http(), app, "name=bob", TOPIC)) {
            // Twice, since a context that is not ended would go on counting.
            for (int i = 0; i < 2; i++) {
                expect(app, ada, "request", "{\"counts\":[1,2]}", failures, remarks);
            }
            expect(app, bob, "principal", "{\"name\":\"bob\"}", failures, remarks);
            expect(app, ada, "principal", "{\"name\":\"ada\"}", failures, remarks);
            expect(app, ada, "transaction", "{\"status\":[\"active\",\"none\"]}", failures, remarks);
        }
        return failures.isEmpty()
                ? Outcome.holds(remarks.isEmpty() ? "all" : "all but " + remarks.size(), remarks)
                : Outcome.broken("not all", failures, remarks);
    }

    private void expect(
            HostedApp app, Visitor visitor, String event, String response, List<String> failures, List<String> remarks)
            throws IOException, InterruptedException {
        visitor.send("[\"1\",\"2\",\"" + TOPIC + "\",\"" + event + "\",{}]");
        String reply = visitor.next();
        if (!reply.contains("\"response\":" + response)) {
            impossible
                    .reason(app.kind(), "context/" + event)
                    .ifPresentOrElse(
                            reason -> remarks.add(event + ": " + reason), () -> failures.add(event + ": " + reply));
        }
    }
}
