package org.garuda.channels.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DispatchTest {

    /** GlassFish and Payara keep the caller like this. */
    @Test
    void aThreadDoesNotTakeOverWhoIsLoggedInWhereItIsStarted() throws InterruptedException {
        InheritableThreadLocal<String> caller = new InheritableThreadLocal<>();
        caller.set("ada");
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (Dispatch dispatch = Dispatch.start()) {
            dispatch.execute(() -> seen.add(String.valueOf(caller.get())));
            assertEquals("null", seen.poll(10, TimeUnit.SECONDS));
        } finally {
            caller.remove();
        }
    }
}
