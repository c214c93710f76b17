package org.garuda.channels.tck.kit.replay;

import java.util.Objects;

/**
 * The server at {@code -Dtck.url=ws://…/socket -Dtck.http=http://…}, each with commas for several nodes, or else the conformance app in this virtual
 * machine.
 */
public final class ServerUnderTest {

    private ServerUnderTest() {}

    public static TargetServer start() {
        String url = System.getProperty("tck.url");
        if (url == null) {
            return new InProcessServer();
        }
        String http = Objects.requireNonNull(System.getProperty("tck.http"), "tck.url needs tck.http beside it");
        return TargetServer.at(url, http);
    }
}
