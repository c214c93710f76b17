package org.garuda.channels.tck.app.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.tck.app.AppSettings;

/** The app's settings, for the container. */
@ApplicationScoped
public class Settings {

    /** Made by the container. */
    public Settings() {}

    @Produces
    @Singleton
    static SocketSettings socket() {
        return AppSettings.socket();
    }
}
