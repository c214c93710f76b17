package org.garuda.channels.tck.hostile.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ProcessFactsTest {

    private static final ProcessFacts OWN =
            new ProcessFacts(ProcessHandle.current().pid());

    @Test
    void theHeapOfALivingProcessIsSeen() throws InterruptedException {
        assertTrue(OWN.isAlive());
        long live = OWN.liveMegabytes().orElseThrow();
        assertTrue(live > 0 && live <= Runtime.getRuntime().maxMemory() / 1024 / 1024, live + " MiB");
    }

    @Test
    void whatTheHeapHoldsIsSeenInIt() throws InterruptedException {
        long before = OWN.liveMegabytes().orElseThrow();
        byte[] held = new byte[40 * 1024 * 1024];
        long grown = OWN.liveMegabytes().orElseThrow() - before;
        assertTrue(grown >= 35, grown + " MiB for " + held.length + " bytes");
    }

    @Test
    void nobodyIsNotAlive() throws InterruptedException {
        ProcessFacts nobody = new ProcessFacts(Integer.MAX_VALUE);
        assertFalse(nobody.isAlive());
        assertTrue(nobody.liveMegabytes().isEmpty());
    }
}
