package org.garuda.channels.tck.kit.replay;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.tck.kit.scenario.Expectation;
import org.garuda.channels.tck.kit.scenario.Step;
import org.garuda.channels.tck.kit.socket.EventLoop;
import org.garuda.channels.tck.kit.socket.WebSocketConnection;

/**
 * Decides when a step is over: everything that was recorded has arrived, and then nothing for a while. A step whose
 * frames don't come is given up after a few seconds.
 */
final class Settling {

    private static final long POLL = 5;
    private static final long PATIENCE = 2500;
    private static final long PATIENCE_BEYOND_QUIET = 1500;
    private static final long LONGEST = 30_000;

    private final EventLoop loop;
    private final Map<String, WebSocketConnection> connections;
    private final Map<String, Integer> before;

    /** The sizes of the transcripts before the step are those in {@code before}, 0 for a connection not in it. */
    Settling(EventLoop loop, Map<String, WebSocketConnection> connections, Map<String, Integer> before) {
        this.loop = loop;
        this.connections = connections;
        this.before = before;
    }

    void await(Step step, Duration usualQuiet) {
        long quiet = step.settle().orElse(usualQuiet).toMillis();
        long patience = Math.max(PATIENCE, step.settle().map(Duration::toMillis).orElse(0L) + PATIENCE_BEYOND_QUIET);
        long start = System.nanoTime();
        for (; ; ) {
            boolean missing = isMissing(step.expected());
            long silence = Math.min(millisecondsSince(start), silence());
            if (!missing && silence >= quiet || millisecondsSince(start) > (missing ? patience : LONGEST)) {
                return;
            }
            loop.turn(missing ? POLL : Math.max(1, quiet - silence));
        }
    }

    private boolean isMissing(Expectation expected) {
        return expected.frames().entrySet().stream().anyMatch(recorded -> {
            WebSocketConnection connection = connections.get(recorded.getKey());
            if (connection == null || connection.isClosed()) {
                // nothing can come any more
                return false;
            }
            return connection.transcript().size() - before.getOrDefault(recorded.getKey(), 0)
                    < recorded.getValue().size();
        });
    }

    private long silence() {
        return connections.values().stream()
                .mapToLong(
                        connection -> millisecondsSince(connection.transcript().lastChange()))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private static long millisecondsSince(long nanoTime) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanoTime);
    }
}
