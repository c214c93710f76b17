package org.garuda.channels.standalone.internal.cdi;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.DefinitionException;
import jakarta.enterprise.inject.spi.DeploymentException;
import org.garuda.channels.core.internal.logging.Build;
import org.garuda.channels.jakarta.internal.cdi.CdiChannels;

/** Weld SE beside the server: started before it, shut down after it. */
public final class CdiContainer implements AutoCloseable {

    private final SeContainer container;

    private CdiContainer(SeContainer container) {
        this.container = container;
    }

    /**
     * Starts the container with the beans that it finds on the class path. An application brings CDI only if it uses
     * it, so nothing outside of this class may need the APIs to be loaded.
     *
     * @throws IllegalStateException when there is no CDI, or it refuses the beans
     */
    public static CdiContainer start() {
        SeContainerInitializer initializer = initializer();
        try {
            return new CdiContainer(initializer
                    // Its own shutdown hook would take the beans away while clients are still told goodbye.
                    .addProperty("org.jboss.weld.se.shutdownHook", false)
                    .initialize());
        } catch (RuntimeException e) {
            if (e instanceof DefinitionException || e instanceof DeploymentException) {
                throw new IllegalStateException(e.getMessage(), e);
            }
            throw e;
        }
    }

    private static SeContainerInitializer initializer() {
        try {
            return SeContainerInitializer.newInstance();
        } catch (NoClassDefFoundError | IllegalStateException e) {
            throw new IllegalStateException(
                    "no CDI container can be made (" + e.getMessage() + "); add " + new Build().weldSe()
                            + " to the dependencies, or give the handlers with handler(…)",
                    e);
        }
    }

    public CdiChannels channels() {
        return container.select(CdiChannels.class).get();
    }

    @Override
    public void close() {
        if (container.isRunning()) {
            container.close();
        }
    }
}
