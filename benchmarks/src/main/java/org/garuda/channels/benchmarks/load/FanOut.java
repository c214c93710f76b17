package org.garuda.channels.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.garuda.channels.benchmarks.client.Client;
import org.garuda.channels.benchmarks.client.ClientLoop;
import org.garuda.channels.benchmarks.client.Crowd;
import org.garuda.channels.benchmarks.client.Heartbeats;
import org.garuda.channels.benchmarks.client.LoadException;
import org.garuda.channels.benchmarks.client.Scenario;
import org.garuda.channels.benchmarks.client.Sequences;
import org.garuda.channels.benchmarks.client.Stamp;
import org.garuda.channels.benchmarks.metrics.Faults;
import org.garuda.channels.benchmarks.metrics.Latency;
import org.garuda.channels.benchmarks.metrics.LoadResult;
import org.garuda.channels.benchmarks.metrics.MemoryPeak;
import org.garuda.channels.benchmarks.metrics.RunClock;

/** Publishes to topics and follows each message to each of its receivers. */
public final class FanOut implements Scenario {

    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long PROBE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LONGEST_LATENCY_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final FanOutPlan plan;
    private final Target target;
    private final long patienceNanos;
    private final ClientLoop loop;
    private final Churn churn;
    private final Histogram latency = new Histogram(LONGEST_LATENCY_NANOS, 3);
    private final BitSet reached = new BitSet();
    private final List<Publisher> publishers = new ArrayList<>();
    private List<Client> clients = List.of();
    private MemoryPeak memory;
    private boolean publishing;
    private boolean measuring;
    private long delivered;
    private int slowCut;

    private FanOut(FanOutPlan plan, Target target, Duration patience) {
        this.plan = plan;
        this.target = target;
        this.patienceNanos = patience.toNanos();
        this.memory = new MemoryPeak(target.meter());
        this.loop = new ClientLoop(target.address(), target.dialect(), this);
        this.churn = new Churn(
                loop,
                arrival -> loop.connect(plan.clients() + arrival, topic(0), Sequences.fromNowOn(plan.publishers())));
    }

    /**
     * Runs a load, on the calling thread: connects, has every client hear the topic, warms up, measures, and waits for
     * what is still on its way.
     *
     * @param plan the load
     * @param target the server
     * @return what was measured
     * @throws LoadException when the clients do not all get in
     */
    public static LoadResult run(FanOutPlan plan, Target target) {
        return run(plan, target, PATIENCE);
    }

    /** The same with another time to wait for what does not come. */
    static LoadResult run(FanOutPlan plan, Target target, Duration patience) {
        FanOut fanOut = new FanOut(plan, target, patience);
        try (ClientLoop loop = fanOut.loop) {
            return fanOut.run(loop);
        }
    }

    private LoadResult run(ClientLoop clientLoop) {
        clients = Crowd.connect(
                clientLoop,
                plan.clients(),
                number -> clientLoop.connect(
                        number, topic(number), Sequences.fromTheStart(plan.publishers()), isSlow(number)));
        appointPublishers();
        probe();
        for (int i = 0; i < plan.slow(); i++) {
            clients.get(plan.clients() - 1 - i).deaf(true);
        }
        churn.start(plan.churning());
        try (Pace pace = Pace.of(plan, publishers, loop)) {
            publishing = true;
            pace.start();
            Heartbeats heartbeats = new Heartbeats(loop, clients);
            pass(plan.warmUp().toNanos(), pace, heartbeats);
            RunClock clock = RunClock.start(target.meter(), published(), churn.departures());
            memory = new MemoryPeak(target.meter());
            measuring = true;
            pass(plan.duration().toNanos(), pace, heartbeats);
            measuring = false;
            publishing = false;
            churn.stop();
            RunClock.Lap lap = clock.stop(published(), churn.departures(), memory.kib());
            drain(heartbeats);
            wakeSlow();
            return lap.result(delivered, Latency.of(latency), faults(), slowCut);
        }
    }

    private String topic(int number) {
        return "bench:" + number % plan.topics();
    }

    private boolean isSlow(Client client) {
        return isSlow(client.number());
    }

    private boolean isSlow(int number) {
        return number < plan.clients() && number >= plan.clients() - plan.slow();
    }

    private boolean isActive(Client client) {
        return client.number() % plan.topics() < plan.active();
    }

    private void appointPublishers() {
        String filler =
                "abcdefghijklmnopqrstuvwxyz".repeat(plan.bodyBytes() / 26 + 1).substring(0, plan.bodyBytes());
        for (int topic = 0; topic < plan.active(); topic++) {
            int own = topic;
            int members = (plan.clients() - topic + plan.topics() - 1) / plan.topics();
            int listening = (int) clients.stream()
                    .filter(client -> client.number() % plan.topics() == own && !isSlow(client))
                    .count();
            for (int i = 0; i < plan.publishers(); i++) {
                Client client = clients.get(topic + plan.topics() * (i % members));
                publishers.add(new Publisher(client, i, filler, listening, plan.rate() > 0 ? 0 : plan.inFlight()));
            }
        }
    }

    /** Publishes what is not counted until all have heard it: not every protocol says when a client has joined. */
    private void probe() {
        int expected = (int) clients.stream().filter(this::isActive).count();
        long start = System.nanoTime();
        long next = start;
        while (reached.cardinality() < expected) {
            long now = System.nanoTime();
            if (now - start > patienceNanos) {
                throw new LoadException("of " + expected + " clients " + (expected - reached.cardinality())
                        + " do not hear their topic; first trouble: " + loop.firstTrouble());
            }
            if (now - next >= 0) {
                next = now + PROBE_NANOS;
                publishers.stream().filter(publisher -> publisher.index() == 0).forEach(one -> one.probe(loop));
            }
            loop.turn(TURN_NANOS);
        }
    }

    private void pass(long nanos, Pace pace, Heartbeats heartbeats) {
        long end = System.nanoTime() + nanos;
        for (long now = System.nanoTime(); now - end < 0; now = System.nanoTime()) {
            pace.publishDue(now);
            churn.sendAway(now);
            heartbeats.giveDue(now);
            memory.look(now);
            loop.turn(Math.min(TURN_NANOS, end - now));
        }
    }

    /** Waits for what has been published and has not come yet. */
    private void drain(Heartbeats heartbeats) {
        long end = System.nanoTime() + patienceNanos;
        while (missing() > 0 && System.nanoTime() - end < 0) {
            long slice = System.nanoTime() + TURN_NANOS;
            while (System.nanoTime() - slice < 0) {
                heartbeats.giveDue(System.nanoTime());
                loop.turn(TURN_NANOS);
            }
        }
    }

    /** Reads again what stopped, to find out which the server has cut. */
    private void wakeSlow() {
        List<Client> slow = clients.subList(plan.clients() - plan.slow(), plan.clients());
        slow.forEach(client -> client.deaf(false));
        long end = System.nanoTime() + patienceNanos;
        while (slowCut < slow.size() && System.nanoTime() - end < 0) {
            loop.turn(TURN_NANOS);
        }
    }

    private long missing() {
        long sum = 0;
        for (Client client : clients) {
            if (isActive(client) && !isSlow(client)) {
                int first = client.number() % plan.topics() * plan.publishers();
                for (int i = 0; i < plan.publishers(); i++) {
                    sum += client.sequences().lost(i, publishers.get(first + i).sequence());
                }
            }
        }
        return sum;
    }

    private long published() {
        return publishers.stream().mapToLong(Publisher::sequence).sum();
    }

    private Faults faults() {
        long duplicates = churn.duplicates();
        long reordered = churn.reordered();
        long unknown = 0;
        for (Client client : clients) {
            duplicates += client.sequences().duplicates();
            reordered += client.sequences().reordered();
            unknown += client.sequences().unknown();
        }
        return new Faults(
                missing() + churn.overtaken(),
                duplicates,
                reordered,
                loop.puzzles() + unknown,
                loop.lost() - slowCut,
                loop.lost() > slowCut || loop.puzzles() > 0 ? loop.firstTrouble() : null);
    }

    @Override
    public void joined(Client client) {
        if (churn.owns(client)) {
            churn.joined(client);
        }
    }

    @Override
    public void left(Client client) {
        churn.left(client);
    }

    @Override
    public void delivered(Client client, Stamp stamp) {
        int number = client.number();
        if (stamp.sequence() == 0) {
            reached.set(number);
            return;
        }
        if (!client.sequences().heard(stamp.publisher(), stamp.sequence()) || number >= plan.clients()) {
            return;
        }
        if (isSlow(client)) {
            return;
        }
        if (measuring) {
            delivered++;
            latency.recordValue(Math.max(System.nanoTime() - stamp.time(), 0));
        }
        Publisher publisher = publishers.get(number % plan.topics() * plan.publishers() + stamp.publisher());
        if (publisher.arrived(stamp.sequence()) && publishing) {
            publisher.publish(loop, System.nanoTime());
        }
    }

    @Override
    public void lost(Client client, String why) {
        if (churn.owns(client)) {
            churn.gone(client);
        } else if (isSlow(client)) {
            slowCut++;
        }
    }

    @Override
    public void closed(Client client) {
        if (churn.owns(client)) {
            churn.gone(client);
        }
    }
}
