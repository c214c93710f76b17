package org.garuda.channels.core.internal.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A broker in virtual time: it keeps each node's messages in order, loses some, brings old ones once more, and is away
 * for a while. A link may be cut so that the node is told, or so that nobody notices.
 */
final class ModelBroker {

    /** A message on its way. */
    record Letter(String channel, byte[] message) {}

    private static final int REMEMBERED = 300;
    private static final int MOST_REPEATED = 20;
    private static final int MOST_LATENCY = 6;
    private static final int RECONNECT_WITHIN = 1_000;

    private final ModelSchedule schedule;
    private final Random random;
    private final double loss;
    private final Map<String, ModelNode> nodes = new TreeMap<>();
    private final Map<String, Long> lastDelivery = new TreeMap<>();
    private final List<Letter> old = new ArrayList<>();
    private boolean up = true;

    ModelBroker(ModelSchedule schedule, Random random, double loss) {
        this.schedule = schedule;
        this.random = random;
        this.loss = loss;
    }

    void attach(ModelNode node) {
        nodes.put(node.id(), node);
        reconnect(node);
    }

    void detach(ModelNode node) {
        nodes.remove(node.id());
    }

    boolean isUp() {
        return up;
    }

    /** Tells whether the client library could take it, which is no promise. */
    boolean publish(ModelNode from, Letter letter) {
        if (!from.isConnected()) {
            return false;
        }
        if (up && from.isLinked()) {
            old.add(letter);
            if (old.size() > REMEMBERED) {
                old.remove(0);
            }
            nodes.values().forEach(node -> {
                if (node.wants(letter.channel()) && random.nextDouble() >= loss) {
                    deliver(node, letter);
                }
            });
        }
        return true;
    }

    /** Brings some of the last messages once more, as a client library that sends again what it had queued. */
    void repeat() {
        if (!old.isEmpty() && up) {
            int from = random.nextInt(old.size());
            int to = Math.min(old.size(), from + 1 + random.nextInt(MOST_REPEATED));
            for (Letter letter : List.copyOf(old.subList(from, to))) {
                nodes.values().stream()
                        .filter(node -> node.wants(letter.channel()))
                        .forEach(node -> deliver(node, letter));
            }
        }
    }

    void goDown(long millis) {
        up = false;
        nodes.values().forEach(node -> schedule.in(random.nextInt(50), node::disconnected));
        schedule.in(millis, () -> {
            up = true;
            nodes.values().forEach(this::reconnect);
        });
    }

    /** @param told whether the node notices it */
    void cut(ModelNode node, boolean told, long millis) {
        if (told) {
            node.disconnected();
        } else {
            node.halfOpen();
        }
        schedule.in(millis, () -> reconnect(node));
    }

    private void reconnect(ModelNode node) {
        schedule.in(random.nextInt(RECONNECT_WITHIN), () -> {
            if (up) {
                node.connected();
            }
        });
    }

    private void deliver(ModelNode node, Letter letter) {
        long at = Math.max(lastDelivery.getOrDefault(node.id(), 0L), schedule.now() + random.nextInt(MOST_LATENCY));
        lastDelivery.put(node.id(), at);
        schedule.at(at, () -> {
            if (up && node.isLinked()) {
                node.received(letter);
            }
        });
    }
}
