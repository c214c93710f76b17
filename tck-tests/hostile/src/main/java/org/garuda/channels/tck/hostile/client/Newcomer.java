package org.garuda.channels.tck.hostile.client;

import java.io.IOException;
import org.garuda.channels.tck.kit.socket.EventLoop;
import org.jspecify.annotations.Nullable;

/** A client that comes, joins, and goes again. Used by the thread of its loop. */
final class Newcomer {

    private final long began = System.nanoTime();
    private final String topic;
    private final Tally tally;
    private final @Nullable SocketClient client;
    private boolean joining;

    Newcomer(EventLoop loop, Target target, String topic, Tally tally) {
        this.topic = topic;
        this.tally = tally;
        tally.begun();
        this.client = connect(loop, target);
    }

    private static @Nullable SocketClient connect(EventLoop loop, Target target) {
        try {
            return new SocketClient(loop, target, "", 0);
        } catch (IOException e) {
            return null; // Counts as not let in.
        }
    }

    /** Whether it has come to an end, good or bad; goes a step further if not. */
    boolean isSettled() {
        if (client == null || client.isEnded() || client.isAnswered() && !client.isOpen()) {
            tally.lost(1);
        } else if (client.heard("\"phx_reply\"")) {
            tally.ended(System.nanoTime() - began);
        } else {
            if (client.isOpen() && !joining) {
                joining = true;
                client.push("1", "1", topic, "phx_join", "{}");
            }
            return false;
        }
        close();
        return true;
    }

    void close() {
        if (client != null) {
            client.close();
        }
    }
}
