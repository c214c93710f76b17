package org.garuda.channels.tck.servers.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.tck.servers.client.Caller;
import org.garuda.channels.tck.servers.client.Outside;
import org.garuda.channels.tck.servers.client.Visitor;
import org.garuda.channels.tck.servers.server.HostedApp;

/**
 * The app is taken away and given back ten times, with a client each time: no class loader and no thread of it stays
 * behind. Servers go on with taking an application away when it no longer answers, so whatever is still there is looked
 * for again until time is up.
 */
public final class RedeployCheck implements Check {

    private static final int TIMES = 10;
    private static final String CLASS = "org.garuda.channels.core.internal.lifecycle.ChannelEngine";

    /** What the engine and the app start. */
    private static final String THREADS = "channels-.*|conformance-app-.*";

    private final Impossible impossible;

    /**
     * A check.
     *
     * @throws IOException when the list of what is impossible cannot be read
     */
    public RedeployCheck() throws IOException {
        this.impossible = new Impossible();
    }

    @Override
    public String title() {
        return "10 redeploys";
    }

    @Override
    public Outcome check(HostedApp app) throws IOException, InterruptedException {
        if (!app.deploysWhileRunning()) {
            return Outcome.untried("this server takes its applications when it starts only");
        }
        Jvm jvm = new Jvm(app);
        if (jvm.loaded(CLASS) == 0 || jvm.threads(THREADS).isEmpty()) {
            throw new IOException("the app runs, but neither its classes nor its threads are found");
        }
        int half = stay(app, jvm);
        int end = stay(app, jvm);
        List<String> leaks = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        judge(app, half, end, leaks, remarks);
        app.undeploy();
        List<String> threads = threadsLeft(jvm);
        app.deploy();
        if (!threads.isEmpty()) {
            leaks.add("threads stay: " + threads);
        }
        if (!leaks.isEmpty()) {
            return Outcome.broken("leaks", leaks, remarks);
        }
        return Outcome.holds(end == 0 ? "nothing left" : end + " kept", remarks);
    }

    /**
     * What a server keeps of any application is told with the reason. A server that keeps a few has no excuse for more:
     * our own leak would be one more for each redeploy.
     */
    private void judge(HostedApp app, int half, int end, List<String> leaks, List<String> remarks) {
        if (end == 0) {
            return;
        }
        String numbers =
                "class loaders of former deployments: " + half + " after " + TIMES / 2 + ", " + end + " after " + TIMES;
        impossible
                .reason(app.kind(), end > TIMES / 2 ? "redeploy/each" : "redeploy/few")
                .ifPresentOrElse(why -> remarks.add(numbers + "; " + why), () -> leaks.add(numbers));
    }

    /**
     * Redeploys half as often as all in all, and tells how many former class loaders are still there when the app is
     * undeployed.
     */
    private static int stay(HostedApp app, Jvm jvm) throws IOException, InterruptedException {
        Outside outside = Outside.of(app);
        for (int i = 0; i < TIMES / 2; i++) {
            try (Visitor visitor = Visitor.join(outside.http(), app, "user_id=guest", "presence:redeploy")) {
                visitor.send("[\"1\",\"2\",\"presence:redeploy\",\"presence:update\",{\"round\":" + i + "}]");
                visitor.await("phx_reply");
                app.undeploy();
                visitor.closeCode();
            }
            if (i < TIMES / 2 - 1) {
                app.deploy();
            }
        }
        long deadline = System.nanoTime() + Caller.PATIENCE.toNanos();
        int classes = jvm.loaded(CLASS);
        while (classes > 0 && System.nanoTime() < deadline) {
            classes = jvm.loaded(CLASS);
        }
        app.deploy();
        return classes;
    }

    /** What still runs when the server has had time to end it. */
    private static List<String> threadsLeft(Jvm jvm) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Caller.PATIENCE.toNanos();
        List<String> threads = jvm.threads(THREADS);
        while (!threads.isEmpty() && System.nanoTime() < deadline) {
            threads = jvm.threads(THREADS);
        }
        return threads;
    }
}
