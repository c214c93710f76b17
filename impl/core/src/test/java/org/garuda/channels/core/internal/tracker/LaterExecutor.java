package org.garuda.channels.core.internal.tracker;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;

/** Runs what it is given when the test says so, in an order of the test's choice: other threads, without threads. */
final class LaterExecutor implements Executor {

    private final List<Runnable> tasks = new ArrayList<>();
    private boolean atOnce;

    @Override
    public void execute(Runnable task) {
        if (atOnce) {
            task.run();
        } else {
            tasks.add(task);
        }
    }

    /** From now on nothing waits, so that an engine can stop. */
    void hurry() {
        atOnce = true;
        runAll();
    }

    int size() {
        return tasks.size();
    }

    /** Runs one of those that wait. */
    void runAny(Random random) {
        if (!tasks.isEmpty()) {
            tasks.remove(random.nextInt(tasks.size())).run();
        }
    }

    /** Runs all that wait, and what comes of them. */
    void runAll() {
        while (!tasks.isEmpty()) {
            tasks.remove(0).run();
        }
    }
}
