package org.garuda.channels.tck.app;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Answers that come late, on another thread: the only thread that the app itself starts. It starts with the first late
 * answer and stops with {@link #close()}.
 */
@ApplicationScoped
public class Later implements AutoCloseable {

    private static final long DELAY_MILLIS = 50;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "conformance-app-later");
        thread.setDaemon(true);
        return thread;
    });

    /** Does something 50 ms from now. Never blocks. */
    public void run(Runnable action) {
        timer.schedule(action, DELAY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Forgets what has not been done yet. */
    @Override
    @PreDestroy
    public void close() {
        timer.shutdownNow();
    }
}
