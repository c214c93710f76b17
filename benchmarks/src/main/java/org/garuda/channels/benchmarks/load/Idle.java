package org.garuda.channels.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.benchmarks.client.Client;
import org.garuda.channels.benchmarks.client.ClientLoop;
import org.garuda.channels.benchmarks.client.Crowd;
import org.garuda.channels.benchmarks.client.LoadException;
import org.garuda.channels.benchmarks.client.Scenario;
import org.garuda.channels.benchmarks.client.Sequences;
import org.garuda.channels.benchmarks.client.Stamp;

/** Many clients that have joined and say nothing: what one costs in memory. */
public final class Idle implements Scenario {

    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Enough to load the classes and fill the pools that every server has, so that they do not count. */
    private static final int FORERUNNERS = 200;

    private Idle() {}

    /**
     * What was measured.
     *
     * @param clients how many were connected
     * @param before KiB of the server's process with nobody connected
     * @param after KiB with all connected
     */
    public record Result(int clients, long before, long after) {

        /**
         * The memory of one connection.
         *
         * @return KiB
         */
        public double kibPerClient() {
            return (double) (after - before) / clients;
        }
    }

    /**
     * Connects clients, waits, and asks the process how much memory it holds after a collection, before and after.
     * Blocks for twice the rest.
     *
     * @param clients how many
     * @param rest how long the server may settle
     * @param target the server
     * @return what was measured
     * @throws LoadException when the clients do not all get in
     */
    public static Result run(int clients, Duration rest, Target target) {
        long before = with(FORERUNNERS, rest, target, false);
        return new Result(clients, before, with(clients, rest, target, true));
    }

    private static long with(int clients, Duration rest, Target target, boolean connected) {
        ClientLoop loop = new ClientLoop(target.address(), target.dialect(), new Idle());
        try (loop) {
            Crowd.connect(
                    loop, clients, number -> loop.connect(number, "bench:" + number % 10, Sequences.fromTheStart(1)));
            if (connected) {
                return settled(loop, rest, target);
            }
        }
        return settled(new ClientLoop(target.address(), target.dialect(), new Idle()), rest, target);
    }

    private static long settled(ClientLoop loop, Duration rest, Target target) {
        pass(loop, rest);
        target.meter().collectGarbage();
        pass(loop, rest);
        return target.meter().residentKiB();
    }

    private static void pass(ClientLoop loop, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            loop.turn(TURN_NANOS);
        }
    }

    @Override
    public void joined(Client client) {
        // The crowd counts.
    }

    @Override
    public void delivered(Client client, Stamp stamp) {
        // Nobody says anything.
    }

    @Override
    public void lost(Client client, String why) {
        // The crowd asks the loop.
    }
}
