package org.garuda.channels.benchmarks.peer.servlet;

import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.servlet.ServletContextListener;
import org.garuda.channels.benchmarks.peer.endpoint.BenchChannel;
import org.garuda.channels.jakarta.ChannelsDeployment;

/** This project's library in a servlet container with CDI, as in a WAR. */
public final class GarudaApplication implements WebApplication {

    @Override
    public void prepare() {
        SeContainerInitializer.newInstance().addBeanClasses(BenchChannel.class).initialize();
    }

    @Override
    public Class<? extends ServletContextListener> listener() {
        return ChannelsDeployment.class;
    }
}
