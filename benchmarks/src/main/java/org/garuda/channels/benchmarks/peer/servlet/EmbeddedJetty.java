package org.garuda.channels.benchmarks.peer.servlet;

import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty inside this process, with its WebSocket. */
public final class EmbeddedJetty {

    private EmbeddedJetty() {}

    public static int start(WebApplication application) throws Exception {
        application.prepare();
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        JakartaWebSocketServletContainerInitializer.configure(context, null);
        context.addEventListener(application.listener().getDeclaredConstructor().newInstance());
        server.setHandler(context);
        server.start();
        return connector.getLocalPort();
    }
}
