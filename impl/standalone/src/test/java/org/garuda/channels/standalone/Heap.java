package org.garuda.channels.standalone;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What is in use of the heap once the garbage is gone. */
final class Heap {

    private Heap() {}

    /**
     * Collects until a collection frees next to nothing more, so that what waits for reference queues and cleaners is
     * gone too.
     */
    static long used() {
        long used = Long.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            collect();
            Runtime runtime = Runtime.getRuntime();
            long now = runtime.totalMemory() - runtime.freeMemory();
            if (used - now < 64 * 1024) {
                return Math.min(used, now);
            }
            used = now;
        }
        return used;
    }

    /**
     * The least in use within some seconds: what a container forgets only at the next turn of its timer does not count.
     */
    static long usedAfter(int seconds) {
        long start = System.nanoTime();
        long least = used();
        while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(seconds)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            least = Math.min(least, used());
        }
        return least;
    }

    /** Returns after a full collection that began after the call. */
    static void collect() {
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        PhantomReference<Object> mark = new PhantomReference<>(new Object(), collected);
        for (int tries = 0; tries < 100; tries++) {
            System.gc();
            if (collected.poll() == mark) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        throw new AssertionError("the garbage is not collected; is System.gc() switched off?");
    }
}
