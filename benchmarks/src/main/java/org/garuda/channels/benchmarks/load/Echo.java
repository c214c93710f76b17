package org.garuda.channels.benchmarks.load;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.garuda.channels.benchmarks.client.Client;
import org.garuda.channels.benchmarks.client.ClientLoop;
import org.garuda.channels.benchmarks.client.Crowd;
import org.garuda.channels.benchmarks.client.LoadException;
import org.garuda.channels.benchmarks.client.Scenario;
import org.garuda.channels.benchmarks.client.Sequences;
import org.garuda.channels.benchmarks.client.Stamp;
import org.garuda.channels.benchmarks.metrics.Faults;
import org.garuda.channels.benchmarks.metrics.Latency;
import org.garuda.channels.benchmarks.metrics.LoadResult;
import org.garuda.channels.benchmarks.metrics.RunClock;

/** Each client says something, waits for it to come back, and says the next. */
public final class Echo implements Scenario {

    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LONGEST_LATENCY_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final Plan plan;
    private final Target target;
    private final String filler;
    private final ClientLoop loop;
    private final Histogram latency = new Histogram(LONGEST_LATENCY_NANOS, 3);
    private final long[] said;
    private List<Client> clients = List.of();
    private boolean speaking;
    private boolean measuring;
    private long echoes;
    private long published;
    private long outstanding;

    /**
     * The load.
     *
     * @param topics what the name of each client's topic begins with
     * @param clients how many clients
     * @param inFlight how many messages of each are on their way at most
     * @param bodyBytes the size of a message's filler
     * @param warmUp how long before measuring begins
     * @param duration how long to measure
     */
    public record Plan(String topics, int clients, int inFlight, int bodyBytes, Duration warmUp, Duration duration) {}

    private Echo(Plan plan, Target target) {
        this.plan = plan;
        this.target = target;
        this.filler = "x".repeat(plan.bodyBytes());
        this.said = new long[plan.clients()];
        this.loop = new ClientLoop(target.address(), target.dialect(), this);
    }

    /**
     * Runs the load, on the calling thread.
     *
     * @param plan the load
     * @param target the server
     * @return what was measured; a delivery is an echo
     * @throws LoadException when the clients do not all get in
     */
    public static LoadResult run(Plan plan, Target target) {
        Echo echo = new Echo(plan, target);
        try (ClientLoop loop = echo.loop) {
            return echo.run(loop);
        }
    }

    private LoadResult run(ClientLoop clientLoop) {
        clients = Crowd.connect(
                clientLoop,
                plan.clients(),
                number -> clientLoop.connect(number, plan.topics() + number, Sequences.fromTheStart(1)));
        speaking = true;
        clients.forEach(client -> {
            for (int i = 0; i < plan.inFlight(); i++) {
                say(client);
            }
        });
        pass(plan.warmUp().toNanos());
        RunClock clock = RunClock.start(target.meter(), published, 0);
        measuring = true;
        pass(plan.duration().toNanos());
        measuring = false;
        speaking = false;
        RunClock.Lap lap = clock.stop(published, 0, target.meter().residentKiB());
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (outstanding > 0 && System.nanoTime() - end < 0) {
            loop.turn(TURN_NANOS);
        }
        return lap.result(echoes, Latency.of(latency), faults(), 0);
    }

    private void pass(long nanos) {
        long end = System.nanoTime() + nanos;
        for (long now = System.nanoTime(); now - end < 0; now = System.nanoTime()) {
            loop.turn(Math.min(TURN_NANOS, end - now));
        }
    }

    private void say(Client client) {
        long number = ++said[client.number()];
        published++;
        outstanding++;
        client.say(loop.dialect().echo(client, Stamp.body(filler, 0, number, System.nanoTime())));
    }

    private Faults faults() {
        long lost = 0;
        long duplicates = 0;
        long reordered = 0;
        long unknown = 0;
        for (Client client : clients) {
            Sequences sequences = client.sequences();
            lost += sequences.lost(0, said[client.number()]);
            duplicates += sequences.duplicates();
            reordered += sequences.reordered();
            unknown += sequences.unknown();
        }
        return new Faults(lost, duplicates, reordered, loop.puzzles() + unknown, loop.lost(), loop.firstTrouble());
    }

    @Override
    public void joined(Client client) {
        // The crowd counts.
    }

    @Override
    public void delivered(Client client, Stamp stamp) {
        if (!client.sequences().heard(stamp.publisher(), stamp.sequence())) {
            return;
        }
        outstanding--;
        if (measuring) {
            echoes++;
            latency.recordValue(Math.max(System.nanoTime() - stamp.time(), 0));
        }
        if (speaking) {
            say(client);
        }
    }

    @Override
    public void lost(Client client, String why) {
        // The loop counts.
    }
}
