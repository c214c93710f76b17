package org.garuda.channels.tck.app;

import org.garuda.channels.config.ChannelsConfig;
import org.garuda.channels.config.Origins;

/** How the app is set, on every server. */
public final class AppSettings {

    private static final int LONGEST_NAME = 64 * 1024;

    private AppSettings() {}

    /**
     * The settings as they are given from outside, but pages from anywhere may run the tests, and names may be as long
     * as the recorded server took them.
     *
     * @return the settings
     */
    public static ChannelsConfig load() {
        return ChannelsConfig.load().toBuilder()
                .origins(Origins.anywhere())
                .limits(limits -> limits.withTopicBytes(LONGEST_NAME).withEventBytes(LONGEST_NAME))
                .build();
    }
}
