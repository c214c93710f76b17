package org.garuda.channels.tck.app;

import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.Origins;
import org.garuda.channels.config.SocketSettings;

/** How the app is set, on every server. */
public final class AppSettings {

    private static final int LONGEST_NAME = 64 * 1024;

    private AppSettings() {}

    /**
     * Those of the node, which are given from outside but for what the command line says.
     *
     * @param bus the broker of the nodes; empty for what is given from outside
     * @param name what the node is called; empty for what is given from outside
     * @return the settings
     */
    static NodeSettings node(String bus, String name) {
        return NodeSettings.builder()
                .bus(settings -> {
                    if (!bus.isEmpty()) {
                        settings.url(bus);
                    }
                    if (!name.isEmpty()) {
                        settings.name(name);
                    }
                })
                .build();
    }

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
