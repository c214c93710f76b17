package org.garuda.channels.tck.servers.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.garuda.channels.tck.servers.client.Outside;
import org.garuda.channels.tck.servers.client.Visitor;
import org.garuda.channels.tck.servers.server.HostedApp;

/**
 * Four threads of the server broadcast 500 messages each to the 50 clients of one topic: all arrive, in each thread's
 * order.
 */
public final class OrderCheck implements Check {

    private static final int CLIENTS = 50;
    private static final int WRITERS = 4;
    private static final int EACH = 500;
    private static final String TOPIC = "rooms:order";

    /** A check. */
    public OrderCheck() {}

    @Override
    public String title() {
        return "4 × 500 broadcasts to 50";
    }

    @Override
    public Outcome check(HostedApp app) throws IOException, InterruptedException {
        Outside outside = Outside.of(app);
        List<Visitor> visitors = new ArrayList<>();
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            for (int i = 0; i < CLIENTS; i++) {
                visitors.add(Visitor.join(outside.http(), app, "", TOPIC));
            }
            List<Future<?>> writing = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                writing.add(writers.submit(() -> {
                    for (int n = 0; n < EACH; n++) {
                        outside.broadcast(TOPIC, "w" + writer, "{\"n\":" + n + "}");
                    }
                    return null;
                }));
            }
            for (Future<?> each : writing) {
                each.get();
            }
            for (Visitor visitor : visitors) {
                expectAll(visitor);
            }
            return Outcome.holds("in order", List.of());
        } catch (ExecutionException | IOException e) {
            return Outcome.broken("lost", List.of(String.valueOf(e.getMessage())), List.of());
        } finally {
            writers.shutdownNow();
            visitors.forEach(Visitor::close);
        }
    }

    private static void expectAll(Visitor visitor) throws IOException, InterruptedException {
        int[] next = new int[WRITERS];
        for (int i = 0; i < WRITERS * EACH; i++) {
            String frame = visitor.next();
            String start = "[null,null,\"" + TOPIC + "\",\"w";
            if (!frame.startsWith(start)) {
                throw new IOException("unexpected: " + frame);
            }
            int writer = frame.charAt(start.length()) - '0';
            String expected = start + writer + "\",{\"n\":" + next[writer]++ + "}]";
            if (!frame.equals(expected)) {
                throw new IOException("expected " + expected + " but got " + frame);
            }
        }
    }
}
