package org.garuda.channels.core.engine;

import java.lang.System.Logger.Level;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.Timeouts;
import org.jspecify.annotations.Nullable;

/** Watches every time limit with one thread that looks at all clients four times a second, instead of a timer for each of them. */
final class Sweep implements Runnable {

    private static final System.Logger LOG = System.getLogger(Sweep.class.getName());
    private static final long PERIOD_MILLIS = 250;

    private final ChannelEngine engine;
    private @Nullable ScheduledExecutorService thread;

    Sweep(ChannelEngine engine) {
        this.engine = engine;
    }

    synchronized void start() {
        if (thread == null) {
            thread = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread made = new Thread(task, "channels-sweep");
                made.setDaemon(true);
                return made;
            });
            thread.scheduleWithFixedDelay(this, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    synchronized void stop() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }

    @Override
    public void run() {
        try {
            long now = engine.now();
            engine.clients().forEach((client, conversation) -> look(client, conversation, now));
            engine.departures()
                    .cutOverdue(now, Nanos.of(engine.config().timeouts().send()));
            engine.swept();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the sweep failed; it goes on at the next turn", e);
        }
    }

    private static void look(Client client, Conversation conversation, long now) {
        try {
            watch(client, conversation, now);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the sweep failed at one client; the others have their turn", e);
        }
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
