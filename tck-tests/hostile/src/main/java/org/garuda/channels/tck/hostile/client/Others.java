package org.garuda.channels.tck.hostile.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.tck.kit.socket.EventLoop;

/**
 * Everybody else: 20 clients that echo every 0.2 s on topics of their own, and a newcomer each second. They run on a
 * thread of their own, which {@link #start} starts and {@link #close} stops.
 */
public final class Others implements AutoCloseable {

    /** How many there are. */
    public static final int CLIENTS = 20;

    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long NEWCOMERS_PERIOD = TimeUnit.SECONDS.toNanos(1);
    private static final long STAGGER = PERIOD / CLIENTS;
    private static final int JOIN_PATIENCE = 30_000;

    /**
     * What came of them since the last time somebody asked.
     *
     * @param echoes from sending a message to its reply
     * @param newcomers from connecting to the first reply; lost are those who were not let in, too
     */
    public record Fortune(Latencies echoes, Latencies newcomers) {}

    private final Target target;
    private final String topics;
    private final Tally echoes = new Tally();
    private final Tally newcomers = new Tally();
    private final List<Echoer> echoers = new ArrayList<>();
    private final List<Newcomer> arriving = new ArrayList<>();
    private final EventLoop loop = new EventLoop();
    private final Thread thread = new Thread(this::run, "others");
    private volatile boolean sending = true;
    private volatile boolean stopped;

    private Others(Target target, String topics) {
        this.target = target;
        this.topics = topics;
    }

    /**
     * Lets them join, and begin. Blocks until all have joined.
     *
     * @param target where
     * @param topics what their topics begin with
     * @return they, at work
     * @throws IOException when they are not let in, before there is any attack
     */
    public static Others start(Target target, String topics) throws IOException {
        Others others = new Others(target, topics);
        try {
            others.join();
        } catch (IOException | RuntimeException e) {
            others.release();
            throw e;
        }
        others.thread.setDaemon(true);
        others.thread.start();
        return others;
    }

    private void join() throws IOException {
        for (int i = 0; i < CLIENTS; i++) {
            echoers.add(new Echoer(new SocketClient(loop, target, "", 0), topics + "other-" + i, echoes));
        }
        if (!loop.runUntil(() -> echoers.stream().allMatch(Echoer::isAt), JOIN_PATIENCE)) {
            throw new IOException("the others are not let in at " + target.http());
        }
    }

    /**
     * What came of them since the start or the last call. What was sent in that time and is not answered yet counts for
     * the next time.
     *
     * @return their latencies
     */
    public Fortune fortune() {
        return new Fortune(echoes.take(0), newcomers.take(0));
    }

    /**
     * Has them send nothing more, and waits for what is still to come.
     *
     * @param milliseconds how long; what has not come by then is lost
     * @return what came of them since the last call
     * @throws InterruptedException when the thread is interrupted; they go on then
     */
    public Fortune settle(int milliseconds) throws InterruptedException {
        sending = false;
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        while (echoes.waiting() + newcomers.waiting() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(5);
        }
        return new Fortune(echoes.take(echoes.waiting()), newcomers.take(newcomers.waiting()));
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long start = System.nanoTime();
        long nextNewcomer = start;
        for (int i = 0; i < CLIENTS; i++) {
            echoers.get(i).begin(start + i * STAGGER, PERIOD);
        }
        try {
            while (!stopped) {
                loop.turn(1);
                long now = System.nanoTime();
                echoers.forEach(echoer -> echoer.turn(now, sending));
                arriving.removeIf(Newcomer::isSettled);
                if (sending && now >= nextNewcomer) {
                    nextNewcomer += NEWCOMERS_PERIOD;
                    arriving.add(new Newcomer(loop, target, topics + "newcomer", newcomers));
                }
            }
        } finally {
            release();
        }
    }

    private void release() {
        echoers.forEach(Echoer::close);
        arriving.forEach(Newcomer::close);
        loop.close();
    }
}
