package org.garuda.channels.benchmarks.peer.war;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import org.garuda.channels.benchmarks.peer.endpoint.JakartaRooms;
import org.garuda.channels.benchmarks.peer.endpoint.QueuedSending;

/** The endpoint that one writes by hand, which names the server's own limit. */
@WebListener
public class ByHandDeployment implements ServletContextListener {

    /** Where the endpoint is, below the application's own path. */
    public static final String PATH = "/by-hand/websocket";

    /** Made by the container. */
    public ByHandDeployment() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServerContainer container =
                (ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName());
        try {
            container.addEndpoint(JakartaRooms.phoenix(PATH, new QueuedSending()));
        } catch (DeploymentException e) {
            throw new IllegalStateException(e);
        }
    }
}
