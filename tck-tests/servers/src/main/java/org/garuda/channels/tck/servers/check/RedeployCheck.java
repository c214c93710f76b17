package org.garuda.channels.tck.servers.check;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.tck.servers.home.HostedApp;

/** The app is taken away and given back ten times, with a client each time: no class loader and no thread of it stays behind. */
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
        Outside outside = Outside.of(app);
        Jvm jvm = new Jvm(app);
        for (int i = 0; i < TIMES; i++) {
            try (Visitor visitor = Visitor.join(outside.http(), app, "user_id=guest", "presence:redeploy")) {
                visitor.send("[\"1\",\"2\",\"presence:redeploy\",\"presence:update\",{\"round\":" + i + "}]");
                visitor.await("phx_reply");
                app.undeploy();
                visitor.closeCode();
            }
            app.deploy();
        }
        List<String> leaks = new ArrayList<>();
        if (jvm.loaded(CLASS) == 0 || jvm.threads(THREADS).isEmpty()) {
            leaks.add("the app runs, but neither its classes nor its threads are found: this check sees nothing");
        }
        app.undeploy();
        // Servers go on with taking an application away when it no longer answers.
        long deadline = System.nanoTime() + Visitor.PATIENCE.toNanos();
        int classes = jvm.loaded(CLASS);
        while (classes > 0 && System.nanoTime() < deadline) {
            classes = jvm.loaded(CLASS);
        }
        if (classes > 0) {
            leaks.add("after the last undeployment " + CLASS + " is still loaded " + classes + " times");
        }
        List<String> threads = jvm.threads(THREADS);
        if (!threads.isEmpty()) {
            leaks.add("after the last undeployment there are threads: " + threads);
        }
        app.deploy();
        return leaks.isEmpty() ? Outcome.holds("nothing left", List.of()) : Outcome.broken("leaks", leaks, List.of());
    }
}
