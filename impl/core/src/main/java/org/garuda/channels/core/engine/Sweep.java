package org.garuda.channels.core.engine;

import java.util.concurrent.TimeUnit;
import org.garuda.channels.Timeouts;

/** Watches every time limit with one thread that looks at all clients four times a second, instead of a timer for each of them. Nothing that anybody throws ends it. */
final class Sweep implements Runnable {

    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final ChannelEngine engine;
    private final Beat beat = new Beat("channels-sweep", PERIOD_NANOS, this);

    Sweep(ChannelEngine engine) {
        this.engine = engine;
    }

    void start() {
        beat.start();
    }

    void stop() {
        beat.stop();
    }

    /** Whether its thread runs, unless it is not to. */
    boolean isAlive() {
        return beat.isAlive();
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
