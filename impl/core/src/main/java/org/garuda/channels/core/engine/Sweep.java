package org.garuda.channels.core.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.garuda.channels.Timeouts;
import org.jspecify.annotations.Nullable;

/** Watches every time limit with one thread that looks at all clients four times a second, instead of a timer for each of them. Nothing that anybody throws ends it. */
final class Sweep implements Runnable {

    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final ChannelEngine engine;
    private volatile boolean stopped;
    private @Nullable Thread thread;

    Sweep(ChannelEngine engine) {
        this.engine = engine;
    }

    synchronized void start() {
        if (thread == null && !stopped) {
            Thread made = new Thread(null, this::turns, "channels-sweep", 0, false);
            made.setDaemon(true);
            made.start();
            thread = made;
        }
    }

    synchronized void stop() {
        stopped = true;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /** Whether its thread runs, unless it is not to. */
    synchronized boolean isAlive() {
        return thread == null || stopped || thread.isAlive();
    }

    private void turns() {
        while (!stopped) {
            LockSupport.parkNanos(PERIOD_NANOS);
            if (!stopped) {
                run();
            }
        }
    }

    @Override
    public void run() {
        engine.guarded("the sweep", this::turn);
    }

    private void turn() {
        engine.tick();
        long now = engine.now();
        engine.each(
                "the sweep at one client",
                engine.clients().entrySet(),
                each -> watch(each.getKey(), each.getValue(), now));
        engine.departures().cutOverdue(now, Nanos.of(engine.config().timeouts().send()));
        engine.swept();
    }

    private static void watch(Client client, Conversation conversation, long now) {
        Timeouts timeouts = client.socket().config().timeouts();
        if (client.outbox().overdue(now, Nanos.of(timeouts.send()))) {
            client.end(CloseReason.SLOW);
        } else if (conversation.isIdle(now, Nanos.of(timeouts.idle()))) {
            client.end(CloseReason.IDLE);
        } else {
            conversation.sweep(now, Nanos.of(timeouts.join()));
        }
    }
}
