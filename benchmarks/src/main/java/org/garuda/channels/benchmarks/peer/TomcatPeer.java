package org.garuda.channels.benchmarks.peer;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.servlets.DefaultServlet;

/** Tomcat with an endpoint of Jakarta WebSocket and a queue for each session. */
final class TomcatPeer {

    private TomcatPeer() {}

    static int start() throws IOException, LifecycleException {
        return EmbeddedTomcat.start(application -> {
            // The upgrade is made by a filter, and there are filters only where there is a servlet.
            application.addServlet("default", new DefaultServlet()).addMapping("/");
            application.addListener(new Deployment());
        });
    }

    private static final class Deployment implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            ServerContainer container =
                    (ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName());
            try {
                container.addEndpoint(JakartaRooms.config(new QueuedSending()));
            } catch (DeploymentException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
