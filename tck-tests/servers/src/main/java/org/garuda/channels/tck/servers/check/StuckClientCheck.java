package org.garuda.channels.tck.servers.check;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.garuda.channels.tck.servers.client.Outside;
import org.garuda.channels.tck.servers.client.SilentReader;
import org.garuda.channels.tck.servers.client.Visitor;
import org.garuda.channels.tck.servers.server.HostedApp;

/**
 * One client of a topic stops reading while much is broadcast: it is closed within the limits, the others get
 * everything, and the heap stays as it was.
 */
public final class StuckClientCheck implements Check {

    private static final String TOPIC = "rooms:stuck";
    private static final String WATCHED = "presence:stuck";
    private static final int OTHERS = 3;
    private static final int MESSAGES = 1_500;
    private static final String LONG_TEXT = "x".repeat(20_000);

    /** The age of what waits, the time of a send, and what a busy machine adds. */
    private static final Duration LIMIT = Duration.ofSeconds(25);

    private static final long MOST_MEGABYTES = 32;

    /** A check. */
    public StuckClientCheck() {}

    @Override
    public String title() {
        return "stuck client";
    }

    @Override
    public Outcome check(HostedApp app) throws IOException, InterruptedException {
        Outside outside = Outside.of(app);
        Jvm jvm = new Jvm(app);
        List<Visitor> others = new ArrayList<>();
        try (Visitor watcher = Visitor.join(outside.http(), app, "user_id=watcher", WATCHED);
                SilentReader stuck = new SilentReader(app, "user_id=stuck", List.of(WATCHED, TOPIC))) {
            watcher.await("\"joins\":{\"stuck\"");
            for (int i = 0; i < OTHERS; i++) {
                others.add(Visitor.join(outside.http(), app, "", TOPIC));
            }
            long before = jvm.heapMegabytes();
            long start = System.nanoTime();
            CompletableFuture<Long> gone = CompletableFuture.supplyAsync(() -> left(watcher, start));
            for (int i = 0; i < MESSAGES; i++) {
                outside.broadcast(TOPIC, "much", "{\"n\":" + i + ",\"text\":\"" + LONG_TEXT + "\"}");
                for (Visitor other : others) {
                    String frame = other.next();
                    if (!frame.startsWith("[null,null,\"" + TOPIC + "\",\"much\",{\"n\":" + i + ",")) {
                        return Outcome.broken("others disturbed", List.of(frame.substring(0, 80)), List.of());
                    }
                }
            }
            Duration took = Duration.ofNanos(gone.join());
            if (took.isNegative() || took.compareTo(LIMIT) > 0) {
                return Outcome.broken(
                        "not closed",
                        List.of("the stuck client was not gone within " + LIMIT.toSeconds() + " s"),
                        List.of());
            }
            long growth = jvm.heapMegabytes() - before;
            if (growth > MOST_MEGABYTES) {
                return Outcome.broken("heap grew", List.of("the heap grew by " + growth + " MiB"), List.of());
            }
            stuck.awaitEnd();
            return Outcome.holds("gone in %.1f s".formatted(took.toMillis() / 1e3), List.of());
        } catch (IOException e) {
            return Outcome.broken("failed", List.of(String.valueOf(e.getMessage())), List.of());
        } finally {
            others.forEach(Visitor::close);
        }
    }

    /** How long after the start the others were told that the client has left, or a negative time if they were not. */
    private static long left(Visitor watcher, long start) {
        try {
            watcher.await("\"leaves\":{\"stuck\"");
            return System.nanoTime() - start;
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }
}
