package org.garuda.channels.benchmarks.peer.servlet;

import jakarta.servlet.ServletContextListener;

/** Endpoints of Jakarta WebSocket in a servlet container that send the text from a queue for each session. */
public final class QueueApplication implements WebApplication {

    @Override
    public void prepare() {
        // Needs nothing.
    }

    @Override
    public Class<? extends ServletContextListener> listener() {
        return QueueDeployment.class;
    }
}
