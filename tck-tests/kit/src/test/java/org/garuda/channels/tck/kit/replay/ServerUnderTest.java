package org.garuda.channels.tck.kit.replay;

import java.net.URI;
import java.util.Objects;

/**
 * The server at {@code -Dtck.url=ws://…/socket -Dtck.http=http://…}, or else the conformance app in this virtual
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
        return TargetServer.at(URI.create(url), URI.create(http));
    }
}
