package org.garuda.channels.jakarta.internal.cdi;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;

/** Starts CDI containers that find this module as they do in an application, and hold the given beans besides. */
final class Containers {

    private Containers() {}

    static SeContainer start(Class<?>... beans) {
        SeContainerInitializer initializer = SeContainerInitializer.newInstance();
        return (beans.length == 0 ? initializer : initializer.addBeanClasses(beans)).initialize();
    }
}
