package org.garuda.channels.jakarta;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.reflect.Proxy;
import org.garuda.channels.jakarta.internal.Without;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelsDeploymentTest {

    private final Thread thread = Thread.currentThread();
    private final ClassLoader before = thread.getContextClassLoader();

    @AfterEach
    void giveBack() {
        thread.setContextClassLoader(before);
    }

    /** Tomcat looks at the listener's fields and methods first, and would name a class of CDI and no remedy. */
    @Test
    void whereThereIsNotEvenTheApiOfCdiTheRemedyIsNamed() throws Exception {
        ClassLoader application = new Without("jakarta.enterprise.", "jakarta.inject.");
        thread.setContextClassLoader(application);
        Class<?> type = application.loadClass(ChannelsDeployment.class.getName());
        type.getDeclaredFields();
        type.getDeclaredMethods();
        ServletContextListener listener =
                (ServletContextListener) type.getConstructor().newInstance();
        String refusal =
                String.valueOf(assertThrows(IllegalStateException.class, () -> listener.contextInitialized(starting()))
                        .getMessage());
        assertTrue(refusal.contains("found no CDI") && refusal.contains("put Weld Servlet"), refusal);
    }

    private static ServletContextEvent starting() {
        return new ServletContextEvent((ServletContext) Proxy.newProxyInstance(
                ServletContext.class.getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, args) -> null));
    }
}
