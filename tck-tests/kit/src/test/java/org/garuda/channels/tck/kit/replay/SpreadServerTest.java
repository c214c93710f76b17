package org.garuda.channels.tck.kit.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.junit.jupiter.api.Test;

class SpreadServerTest {

    @Test
    void connectionsAreDealtRoundAndRequestsGoToTheLastNode() {
        TargetServer two = TargetServer.at("ws://one/socket,ws://two/socket", "http://one,http://two");
        assertEquals(URI.create("ws://one/socket"), two.webSocketBase());
        assertEquals(URI.create("ws://two/socket"), two.webSocketBase());
        assertEquals(URI.create("ws://one/socket"), two.webSocketBase());
        assertEquals(URI.create("http://two"), two.httpBase());
        assertEquals(URI.create("http://two"), two.httpBase());
    }

    @Test
    void oneNodeIsAServerLikeAnyOther() {
        assertEquals(
                TargetServer.at(URI.create("ws://one/socket"), URI.create("http://one")),
                TargetServer.at("ws://one/socket", "http://one"));
    }

    @Test
    void thereAreAsManySocketsAsApps() {
        assertThrows(
                IllegalArgumentException.class, () -> TargetServer.at("ws://one/socket,ws://two/socket", "http://one"));
    }
}
