package org.garuda.channels.core.internal.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
}
