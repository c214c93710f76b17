package org.garuda.channels.standalone;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import org.garuda.channels.jakarta.cdi.CdiChannels;

/** Weld SE beside the server: started before it, shut down after it. */
final class CdiContainer implements AutoCloseable {

    private final SeContainer container;

    private CdiContainer(SeContainer container) {
        this.container = container;
    }

    /** Starts the container with the beans that it finds on the class path. */
    static CdiContainer start() {
        return new CdiContainer(SeContainerInitializer.newInstance()
                // Its own shutdown hook would take the beans away while clients are still told goodbye.
                .addProperty("org.jboss.weld.se.shutdownHook", false)
                .initialize());
    }

    CdiChannels channels() {
        return container.select(CdiChannels.class).get();
    }

    @Override
    public void close() {
        if (container.isRunning()) {
            container.close();
        }
    }
}
