package org.garuda.channels.benchmarks.peer.servlet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.websocket.server.WsSci;

/** Tomcat inside this process, with its WebSocket. */
public final class EmbeddedTomcat {

    /** More than any load brings; Tomcat's own limit is 8,192. */
    private static final int MAX_CONNECTIONS = 30_000;

    private EmbeddedTomcat() {}

    public static int start(WebApplication application) throws IOException, LifecycleException {
        application.prepare();
        return start(
                context -> context.addApplicationListener(application.listener().getName()));
    }

    public static int start(Consumer<Context> application) throws IOException, LifecycleException {
        Path scratch = Files.createTempDirectory("bench-tomcat");
        scratch.toFile().deleteOnExit();
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(scratch.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getConnector().setProperty("maxConnections", Integer.toString(MAX_CONNECTIONS));
        Context context = tomcat.addContext("", scratch.toString());
        context.addServletContainerInitializer(new WsSci(), null);
        application.accept(context);
        tomcat.start();
        return tomcat.getConnector().getLocalPort();
    }
}
