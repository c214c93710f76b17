package org.garuda.channels.jakarta;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.garuda.channels.jakarta.internal.servlet.Deployment;

/**
 * Opens the sockets when a web application starts, and closes them when it stops. Servers find it by its annotation;
 * an application whose {@code web.xml} is {@code metadata-complete} names it there as a listener, and one that sets its
 * server up itself registers it with {@link jakarta.servlet.ServletContext#addListener(Class)}.
 */
@WebListener
public final class ChannelsDeployment implements ServletContextListener {

    private final Deployment deployment = new Deployment();

    /** Made by the container. */
    public ChannelsDeployment() {}

    /**
     * Opens the sockets, on the thread that starts the application.
     *
     * @throws IllegalStateException when something is missing or wrong, which the message names with its remedy; the
     *     application does not start
     */
    @Override
    public void contextInitialized(ServletContextEvent event) {
        deployment.start(event.getServletContext());
    }

    /**
     * Closes the clients with 1001 and waits until their handlers have been told, for no longer than the {@linkplain
     * org.garuda.channels.config.NodeSettings#stop() stop time}, unless CDI has done so already.
     */
    @Override
    public void contextDestroyed(ServletContextEvent event) {
        deployment.stop();
    }
}
