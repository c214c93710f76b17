package org.garuda.channels.tck.app;

import org.garuda.channels.config.Origins;
import org.garuda.channels.config.SocketSettings;

/** How the app is set, on every server. */
public final class AppSettings {

    private static final int LONGEST_NAME = 64 * 1024;

    private AppSettings() {}

    /**
     * The settings are given from outside, but pages from anywhere may run the tests, and names may be as long
     * as the recorded server took them.
     *
     * @return the settings
     */
    public static SocketSettings socket() {
        return SocketSettings.builder()
                .origins(Origins.anywhere())
                .limits(limits -> limits.topicBytes(LONGEST_NAME).eventBytes(LONGEST_NAME))
                .build();
    }
}
