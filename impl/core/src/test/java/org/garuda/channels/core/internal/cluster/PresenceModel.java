package org.garuda.channels.core.internal.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.garuda.channels.core.internal.bus.NodeId;
import org.garuda.channels.core.internal.tracker.WatchedPresence;
import org.jspecify.annotations.Nullable;

/**
 * Ninety seconds of a cluster in virtual time, by a seed: people come and go, nodes are killed, stopped, restarted,
 * paused and cut off, the broker is away, messages get lost and come twice. In the last thirty seconds nothing happens
 * any more, after which all must show the same.
 */
final class PresenceModel {

    private static final long FAULTS_END = 60_000;
    private static final long END = 90_000;

    private final Random random;
    private final ModelMutant mutant;
    private final ModelSchedule schedule = new ModelSchedule();
    private final ModelBroker broker;
    private final ModelJudge judge;
    private final @Nullable ModelNode[] hosts;
    private final List<ModelNode> all = new ArrayList<>();
    private int starts;

    PresenceModel(long seed, ModelMutant mutant) {
        this.random = new Random(seed);
        this.mutant = mutant;
        boolean lossy = random.nextInt(3) == 0;
        judge = new ModelJudge(schedule, lossy);
        broker = new ModelBroker(schedule, random, lossy ? 0.01 : 0);
        hosts = new ModelNode[3 + random.nextInt(2)];
    }

    /** Lets it happen, and gives the first thing that went wrong, or nothing. */
    String run() {
        for (int host = 0; host < hosts.length; host++) {
            int starting = host;
            schedule.in(random.nextInt(2_000), () -> start(starting));
        }
        for (long time = 100; time < FAULTS_END; time += 50 + random.nextInt(400)) {
            schedule.at(time, () -> {
                ModelNode node = any();
                if (node != null) {
                    node.live(random);
                }
            });
        }
        for (long time = 5_000; time < FAULTS_END; time += 1_000 + random.nextInt(6_000)) {
            schedule.at(time, this::fault);
        }
        for (long time = 2_000; time <= END; time += 1_000 + random.nextInt(3_000)) {
            schedule.at(time, this::watch);
        }
        try {
            long time = 0;
            while (time < END && judge.violation().isEmpty()) {
                time += 1_000;
                schedule.runUntil(time);
            }
            if (judge.violation().isEmpty()) {
                requireAgreement();
            }
            return judge.violation();
        } finally {
            all.forEach(ModelNode::close);
        }
    }

    private void start(int host) {
        // The name stays, and the node is another one.
        ModelNode node = new ModelNode(
                "h" + host + "#" + starts++,
                new NodeId(random.nextLong(), random.nextInt()),
                schedule,
                broker,
                judge,
                mutant);
        hosts[host] = node;
        all.add(node);
        judge.troubled(node.id(), schedule.now() + 3_000);
    }

    private void fault() {
        int host = random.nextInt(hosts.length);
        ModelNode node = hosts[host];
        int die = random.nextInt(100);
        if (die < 18) {
            broker.repeat();
        } else if (die < 30) {
            if (broker.isUp()) {
                brokerOutage(200 + random.nextInt(20_000));
            }
        } else if (node == null || !node.isAlive() || node.isPaused()) {
            return;
        } else if (die < 45) {
            die(host, node, false);
        } else if (die < 55) {
            die(host, node, true);
        } else if (die < 65) {
            long millis = 3_000 + random.nextInt(7_000);
            judge.disturbed(node.id(), schedule.now() + millis);
            node.pause(millis);
        } else if (die < 75) {
            collectGarbage(node);
        } else if (die < 80) {
            // The others count its silence already when the broker goes away.
            schedule.in(collectGarbage(node), () -> {
                if (broker.isUp()) {
                    brokerOutage(200 + random.nextInt(1_300));
                }
            });
        } else if (broker.isUp() && node.isLinked()) {
            long millis = 500 + random.nextInt(10_000);
            judge.disturbed(node.id(), schedule.now() + millis + 4_500);
            broker.cut(node, random.nextBoolean(), millis);
        }
    }

    /** The process stands still for a moment, of which nobody may take any notice. */
    private long collectGarbage(ModelNode node) {
        long millis = 100 + random.nextInt(1_300);
        judge.stoodStill(node.id(), schedule.now() + millis + 1_000);
        node.pause(millis);
        return millis;
    }

    private void brokerOutage(long millis) {
        judge.brokerTrouble(schedule.now() + millis + 4_500);
        broker.goDown(millis);
    }

    private void die(int host, ModelNode node, boolean goodbye) {
        List<ModelNode> others = new ArrayList<>();
        for (ModelNode other : hosts) {
            if (other != null && other != node && other.isAlive()) {
                others.add(other);
            }
        }
        judge.died(node.id(), others);
        if (goodbye) {
            node.stop();
        } else {
            node.kill();
        }
        hosts[host] = null;
        schedule.in(random.nextInt(5_000), () -> start(host));
    }

    private void watch() {
        for (ModelNode node : hosts) {
            if (node != null && node.isAlive()) {
                String fault = node.presence().fault();
                if (!fault.isEmpty()) {
                    judge.violated(node.id() + ": " + fault);
                }
            }
        }
    }

    private void requireAgreement() {
        Map<String, Set<String>> truth = new TreeMap<>();
        WatchedPresence.TOPICS.forEach(topic -> truth.put(topic, new TreeSet<>()));
        for (ModelNode node : hosts) {
            node.presence().own().forEach((topic, refs) -> truth.get(topic).addAll(refs));
        }
        for (ModelNode node : hosts) {
            if (!node.isReady()) {
                judge.violated(node.id() + " still waits for what it misses");
            }
            if (!node.presence().list().equals(truth)) {
                judge.violated(node.id() + " shows " + node.presence().list() + " instead of " + truth);
            }
        }
        watch();
    }

    private @Nullable ModelNode any() {
        return hosts[random.nextInt(hosts.length)];
    }
}
