package org.garuda.channels.tck.servers.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
     * What it has a table of its own for. Such a check is tried only when it is asked for by its title.
     *
     * @return the columns' heads; none when the check is itself a column of the table of all
     */
    default List<String> columns() {
        return List.of();
    }

    /**
     * What is deployed for the check. One with a table of its own has a server for itself, with the server's own
     * memory.
     *
     * @param app the WAR of the conformance app
     * @return a WAR with the app in it
     * @throws IOException when it cannot be made
     */
    default Path war(Path app) throws IOException {
        return app;
    }

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
