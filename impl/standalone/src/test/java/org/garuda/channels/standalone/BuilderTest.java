package org.garuda.channels.standalone;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.enterprise.inject.Vetoed;
import org.garuda.channels.Channel;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.standalone.internal.fixture.RoomHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be served is refused with what, where, and what to do. */
class BuilderTest {

    private static final HttpRoute NOTHING = request -> HttpResponse.of(200);

    private final ChannelServerBuilder builder = ChannelServer.builder().port(0).handler(new RoomHandler());

    @ParameterizedTest
    @ValueSource(strings = {"webb", "web/nowhere", "/site", ""})
    void aFolderThatIsNotOnTheClassPathIsRefused(String folder) {
        refused(builder.staticFiles(folder)::start, "staticFiles(\"" + folder + "\")", "src/main/resources/");
    }

    @Test
    void aFolderMayBeWrittenWithASlashBehindIt() {
        builder.staticFiles("site/").start().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/socket/websocket", "/socket/longpoll", "/socket/x", "/socket/*", "/socket/a/*"})
    void aRouteBelowTheSocketsPathIsRefused(String path) {
        refused(builder.http(path, NOTHING)::start, "\"" + path + "\"", "\"/socket\"", "another path");
    }

    @Test
    void theSocketsPathIsTheOneOfTheSettings() {
        SocketSettings elsewhere = SocketSettings.builder().path("/live").build();
        refused(builder.socket(elsewhere).http("/live/x", NOTHING)::start, "\"/live/x\"", "\"/live\"");
        ChannelServer.builder()
                .port(0)
                .handler(new RoomHandler())
                .socket(elsewhere)
                .http("/socket/x", NOTHING)
                .http("/lively", NOTHING)
                .start()
                .close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "broadcast", "*", "/a*", "/*/b", "/a/*/"})
    void aPathThatCanBeNoRoutesIsRefused(String path) {
        refused(() -> builder.http(path, NOTHING), "\"" + path + "\"", "like \"/broadcast\"");
    }

    @Test
    void aSecondRouteAtAPathIsRefused() {
        refused(() -> builder.http("/a", NOTHING).http("/a", NOTHING), "\"/a\"", "already");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536})
    void whatIsNoPortIsRefused(int port) {
        refused(() -> builder.port(port), "from 0 to 65535", Integer.toString(port));
    }

    @Vetoed // Or CDI would refuse it in other tests.
    @Channel({})
    static class Topicless extends RoomHandler {}

    @Test
    void aHandlerWithoutTopicsIsRefused() {
        refused(() -> builder.handler(new Topicless()), Topicless.class.getName(), "at least one pattern");
    }

    @Test
    void twoTemplatesOfOneShapeAreRefused() {
        builder.handler("users:{id}", new RoomHandler());
        refused(builder.handler("users:{name}", new RoomHandler())::start, "\"users:{name}\", as \"users:{id}\"");
    }

    private static void refused(Runnable action, String... parts) {
        String message = String.valueOf(
                assertThrows(IllegalArgumentException.class, action::run).getMessage());
        for (String part : parts) {
            assertTrue(message.contains(part), () -> "\"" + part + "\" is not in: " + message);
        }
    }
}
