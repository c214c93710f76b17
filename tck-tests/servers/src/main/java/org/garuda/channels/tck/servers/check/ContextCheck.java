package org.garuda.channels.tck.servers.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.garuda.channels.tck.servers.client.Outside;
import org.garuda.channels.tck.servers.client.Visitor;
import org.garuda.channels.tck.servers.server.HostedApp;

/**
 * A handler uses a request-scoped bean, the injected principal of whoever had logged in, and a transactional bean where
 * the server has transactions.
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
        return failures.isEmpty()
                ? Outcome.holds(remarks.isEmpty() ? "all" : "all but " + remarks.size(), List.copyOf(remarks))
                : Outcome.broken("not all", failures, List.copyOf(remarks));
    }

    private void expect(
            HostedApp app,
            String topic,
            Visitor visitor,
            String event,
            String response,
            List<String> failures,
            Collection<String> remarks)
            throws IOException, InterruptedException {
        visitor.send("[\"1\",\"2\",\"" + topic + "\",\"" + event + "\",{}]");
        String reply = visitor.next();
        if (!reply.contains("\"response\":" + response)) {
            impossible
                    .reason(app.kind(), "context/" + event)
                    .ifPresentOrElse(
                            reason -> remarks.add(event + ": " + reason), () -> failures.add(event + ": " + reply));
        }
    }
}
