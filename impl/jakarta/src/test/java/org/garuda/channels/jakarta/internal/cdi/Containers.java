package org.garuda.channels.jakarta.internal.cdi;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;

/** Starts CDI containers that find this module as they do in an application, and hold the given beans besides. */
public final class Containers {

    private Containers() {}

    /**
     * A container with this module in it.
     *
     * @param beans more beans
     * @return to be closed
     */
    public static SeContainer start(Class<?>... beans) {
        SeContainerInitializer initializer = SeContainerInitializer.newInstance();
        return (beans.length == 0 ? initializer : initializer.addBeanClasses(beans)).initialize();
    }
}
