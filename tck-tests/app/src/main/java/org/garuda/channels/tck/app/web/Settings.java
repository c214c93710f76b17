package org.garuda.channels.tck.app.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.garuda.channels.ChannelsConfig;
import org.garuda.channels.Origins;

/** Whatever else is set, pages from anywhere may run the tests. */
@ApplicationScoped
public class Settings {

    /** Made by the container. */
    public Settings() {}

    @Produces
    @Singleton
    static ChannelsConfig config() {
        return ChannelsConfig.load().toBuilder().origins(Origins.anywhere()).build();
    }
}
