package org.garuda.channels.tck.cluster.node;

import java.io.IOException;

/** Has processes of ours stand still and go on. */
public final class Signals {

    private Signals() {}

    /**
     * The process stands still from now on.
     *
     * @param pid its id
     * @throws IOException when that fails
     * @throws InterruptedException when the thread is interrupted
     */
    public static void stop(long pid) throws IOException, InterruptedException {
        send("-STOP", pid);
    }

    /**
     * The process goes on.
     *
     * @param pid its id
     * @throws IOException when that fails
     * @throws InterruptedException when the thread is interrupted
     */
    public static void go(long pid) throws IOException, InterruptedException {
        send("-CONT", pid);
    }

    private static void send(String signal, long pid) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", signal, "" + pid).inheritIO().start();
        if (kill.waitFor() != 0) {
            throw new IOException("kill " + signal + " " + pid + " failed");
        }
    }
}
