package org.garuda.channels.benchmarks.peer.servlet;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import org.garuda.channels.benchmarks.peer.endpoint.JakartaRooms;
import org.garuda.channels.benchmarks.peer.endpoint.QueuedSending;

/**
 * Adds the endpoints that send from queues, one for each protocol. Public, because containers make it by reflection.
 */
public final class QueueDeployment implements ServletContextListener {

    /** For the container. */
    public QueueDeployment() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        // Containers make the upgrade in a filter, and call filters only where there is a servlet.
        event.getServletContext().addServlet("nothing", new Nothing()).addMapping("/");
        ServerContainer container =
                (ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName());
        try {
            container.addEndpoint(JakartaRooms.plain(new QueuedSending()));
            container.addEndpoint(JakartaRooms.phoenix("/socket/websocket", new QueuedSending()));
        } catch (DeploymentException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Nothing extends HttpServlet {

        private static final long serialVersionUID = 1;
    }
}
