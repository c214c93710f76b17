package org.garuda.channels.benchmarks.peer.endpoint;

import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat takes one message of a session at a time, so what follows waits in a queue: what everybody writes who
 * broadcasts on Tomcat.
 */
public final class QueuedSending implements JakartaRooms.Sending {

    private final Map<Session, Waiting> queues = new ConcurrentHashMap<>();

    @Override
    public void opened(Session session) {
        session.setMaxIdleTimeout(0);
        queues.put(session, new Waiting(session));
    }

    @Override
    public void send(Session session, String text) {
        Waiting waiting = queues.get(session);
        if (waiting != null) {
            waiting.add(text);
        }
    }

    @Override
    public void gone(Session session) {
        queues.remove(session);
    }

    private static final class Waiting {

        private final Session session;
        private final Queue<String> texts = new ArrayDeque<>();
        private boolean sending;
        private boolean looping;

        Waiting(Session session) {
            this.session = session;
        }

        void add(String text) {
            synchronized (this) {
                texts.add(text);
            }
            sendAll();
        }

        /** A loop, since a send that ends at once calls back before it returns. */
        private void sendAll() {
            for (String text = next(); text != null; text = next()) {
                session.getAsyncRemote().sendText(text, this::sent);
                synchronized (this) {
                    looping = false;
                }
            }
        }

        private synchronized @Nullable String next() {
            if (sending || looping || texts.isEmpty()) {
                return null;
            }
            sending = true;
            looping = true;
            return texts.remove();
        }

        private void sent(SendResult result) {
            boolean again;
            synchronized (this) {
                sending = false;
                if (!result.isOK()) {
                    texts.clear();
                }
                again = !looping;
            }
            if (again) {
                sendAll();
            }
        }
    }
}
