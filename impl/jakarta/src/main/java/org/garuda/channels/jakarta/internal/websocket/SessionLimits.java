package org.garuda.channels.jakarta.internal.websocket;

import jakarta.websocket.Session;
import java.time.Duration;

/** Moves the containers' own limits out of the way of the engine's, which hold on every server and are counted. */
final class SessionLimits {

    /**
     * How much longer a container waits than the engine, as a second line: Jetty ends a stuck close by its idle timeout
     * alone.
     */
    private static final Duration AFTER_THE_ENGINE = Duration.ofSeconds(30);

    private static final int SENDS_THAT_JOIN = 16;

    private SessionLimits() {}

    /**
     * How many messages may be given to a session before the first has been written. Undertow, which writes on its own
     * threads, joins those that wait there into one write. Others lose messages, or write each by itself.
     */
    static int sendsAtATime(Session session) {
        return session.getClass().getName().startsWith("io.undertow.") ? SENDS_THAT_JOIN : 1;
    }

    static void raise(Session session, AcceptedClient accepted) {
        String container = session.getClass().getName();
        if (!container.startsWith("org.apache.tomcat.")) {
            // Tomcat sets the whole size aside for each session, and hands over parts however long the message.
            session.setMaxTextMessageBufferSize(accepted.protocol().messageBytes());
            session.setMaxBinaryMessageBufferSize(accepted.protocol().messageBytes());
        }
        boolean tyrus = container.startsWith("org.glassfish.tyrus.");
        if (tyrus) {
            TyrusTimers.remove(session);
        }
        // Tyrus starts a timer for each message unless there is no timeout.
        session.setMaxIdleTimeout(
                tyrus ? -1 : accepted.timeouts().idle().plus(AFTER_THE_ENGINE).toMillis());
        session.getAsyncRemote()
                .setSendTimeout(
                        accepted.timeouts().send().plus(AFTER_THE_ENGINE).toMillis());
    }
}
