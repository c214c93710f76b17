package org.garuda.channels.benchmarks.peer.servlet;

import jakarta.servlet.ServletContextListener;

/** What is deployed in a servlet container, by a listener as of {@code web.xml}. */
public interface WebApplication {

    /** Starts what must be there before the container starts the application. */
    void prepare();

    /** The class of the listener, for those containers that make it themselves. */
    Class<? extends ServletContextListener> listener();
}
