package org.garuda.channels.tck.servers.check;

import java.io.IOException;
import org.garuda.channels.tck.servers.server.HostedApp;

/** Something that must hold on every server. */
public interface Check {

    /**
     * What is checked, as a column's head.
     *
     * @return a few words
     */
    String title();

    /**
     * Checks it. May take minutes. Leaves the app running, though perhaps in another process.
     *
     * @param app the running app
     * @return what came out
     * @throws IOException when the app cannot be talked to at all
     * @throws InterruptedException when the thread is interrupted
     */
    Outcome check(HostedApp app) throws IOException, InterruptedException;
}
