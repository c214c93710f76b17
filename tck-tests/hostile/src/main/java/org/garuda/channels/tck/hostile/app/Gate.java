package org.garuda.channels.tck.hostile.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where handlers wait until somebody lets them through, once and for all; but nobody waits longer than two minutes. */
final class Gate {

    private static final int MOST_SECONDS = 120;

    private final CountDownLatch open = new CountDownLatch(1);

    void pass() {
        try {
            open.await(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void open() {
        open.countDown();
    }
}
