package org.garuda.channels.core.internal.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallbackExecutorTest {

    /** GlassFish and Payara keep the caller like this. */
    @Test
    void aThreadDoesNotTakeOverWhoIsLoggedInWhereItIsStarted() throws InterruptedException {
        InheritableThreadLocal<String> caller = new InheritableThreadLocal<>();
        caller.set("ada");
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (CallbackExecutor dispatch = CallbackExecutor.start()) {
            dispatch.execute(() -> seen.add(String.valueOf(caller.get())));
            assertEquals("null", seen.poll(10, TimeUnit.SECONDS));
        } finally {
            caller.remove();
        }
    }

    @Test
    void aThreadIsWithinWhatSurroundsItForAllItsTasks() throws InterruptedException {
        ThreadLocal<String> within = new ThreadLocal<>();
        AtomicInteger put = new AtomicInteger();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (CallbackExecutor dispatch = CallbackExecutor.startWithin(work -> {
            put.incrementAndGet();
            within.set("context");
            work.run();
        })) {
            for (int i = 0; i < 20; i++) {
                dispatch.execute(() -> {
                    threads.add(Thread.currentThread());
                    seen.add(String.valueOf(within.get()));
                });
                assertEquals("context", seen.poll(10, TimeUnit.SECONDS));
            }
        }
        assertEquals(threads.size(), put.get());
    }

    @Test
    void manyTasksThatBlockKeepNobodyOutOfThreadsThatAreSurrounded() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(300);
        CountDownLatch free = new CountDownLatch(1);
        try (CallbackExecutor dispatch = CallbackExecutor.startWithin(Runnable::run)) {
            for (int i = 0; i < 300; i++) {
                dispatch.execute(() -> {
                    begun.countDown();
                    try {
                        free.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
            assertTrue(begun.await(20, TimeUnit.SECONDS));
            assertFalse(dispatch.isExhausted());
        } finally {
            free.countDown();
        }
    }
}
