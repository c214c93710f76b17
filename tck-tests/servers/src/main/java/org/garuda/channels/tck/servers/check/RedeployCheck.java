package org.garuda.channels.tck.servers.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.tck.servers.home.HostedApp;

/**
 * The app is taken away and given back ten times, with a client each time: no class loader and no thread of it stays behind. Servers go on with taking an application
 * away when it no longer answers, so whatever is still there is looked for again until time is up.
 */
public final class RedeployCheck implements Check {

    private static final int TIMES = 10;
    private static final String CLASS = "org.garuda.channels.core.engine.ChannelEngine";

    /** What the engine and the app start. */
    private static final String THREADS = "channels-.*|conformance-app-.*";

    /** A check. */
    public RedeployCheck() {}

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
        if (end > half || end > TIMES / 2) {
            leaks.add("class loaders stay: " + half + " after " + TIMES / 2 + " redeploys, " + end + " after " + TIMES);
        }
        app.undeploy();
        List<String> threads = threadsLeft(jvm);
        app.deploy();
        if (!threads.isEmpty()) {
            leaks.add("threads stay: " + threads);
        }
        if (!leaks.isEmpty()) {
            return Outcome.broken("leaks", leaks, List.of());
        }
        return end == 0
                ? Outcome.holds("nothing left", List.of())
                : Outcome.holds(
                        end + " kept",
                        List.of(
                                "the server keeps the class loaders of " + end
                                        + " former deployments, as many after 5 redeploys as after 10; no thread of theirs is left"));
    }

    /** Redeploys half as often as all in all, and tells how many former class loaders are still there when the app is undeployed. */
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
        long deadline = System.nanoTime() + Visitor.PATIENCE.toNanos();
        int classes = jvm.loaded(CLASS);
        while (classes > 0 && System.nanoTime() < deadline) {
            classes = jvm.loaded(CLASS);
        }
        app.deploy();
        return classes;
    }

    /** What still runs when the server has had time to end it. */
    private static List<String> threadsLeft(Jvm jvm) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Visitor.PATIENCE.toNanos();
        List<String> threads = jvm.threads(THREADS);
        while (!threads.isEmpty() && System.nanoTime() < deadline) {
            threads = jvm.threads(THREADS);
        }
        return threads;
    }
}
