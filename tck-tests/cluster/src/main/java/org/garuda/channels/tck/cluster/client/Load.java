package org.garuda.channels.tck.cluster.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.garuda.channels.tck.cluster.node.NodeProcess;
import org.garuda.channels.tck.kit.socket.EventLoop;

/**
 * Numbered messages at a rate: each node has a client that publishes its share, round some topics, and checks what comes
 * of everybody. Used by its loop's thread, which calls {@link #tick} often.
 */
public final class Load implements AutoCloseable {

    /** How many topics the messages go round: enough for several channels of the broker. */
    public static final int TOPICS = 8;

    private static final int MOST_AT_ONCE = 500;

    private final List<Member> members = new ArrayList<>();
    private final double nanosBetween;
    private final long began = System.nanoTime();
    private boolean publishing;

    /** How long messages took. */
    private static final class Times {
        private long[] nanos = new long[1 << 12];
        private int count;

        void add(long took) {
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = took;
        }

        void forget() {
            count = 0;
        }

        LongStream all() {
            return Arrays.stream(nanos, 0, count);
        }
    }

    /** The client of one node. */
    private static final class Member {
        private final NodeProcess node;
        private final Client client;
        private final List<Numbers> from = new ArrayList<>();
        private long[] sent = new long[1 << 12];
        private int published;
        private double due;
        private final Times own = new Times();
        private final Times others = new Times();

        Member(EventLoop loop, NodeProcess node, int index) throws IOException {
            this.node = node;
            this.client = new Client(loop, node.uri(), (topic, event, payload) -> received(index, event, payload));
        }

        private void received(int index, String event, String payload) {
            if (!event.equals("n")) {
                return;
            }
            int comma = payload.indexOf(',');
            int publisher = Integer.parseInt(payload.substring(payload.indexOf(':') + 1, comma));
            int second = payload.indexOf(',', comma + 1);
            int number = Integer.parseInt(payload.substring(payload.indexOf(':', comma) + 1, second));
            long at = Long.parseLong(payload.substring(payload.indexOf(':', second) + 1, payload.length() - 1));
            from.get(publisher).take(number);
            (publisher == index ? own : others).add(System.nanoTime() - at);
        }
    }

    /**
     * Connects a client to each node, and joins. Publishes nothing yet.
     *
     * @param loop serves the connections
     * @param nodes the nodes
     * @param rate messages a second, all publishers together
     * @throws IOException when there are no more sockets
     */
    public Load(EventLoop loop, List<NodeProcess> nodes, int rate) throws IOException {
        nanosBetween = 1e9 * nodes.size() / rate;
        for (NodeProcess node : nodes) {
            members.add(new Member(loop, node, members.size()));
        }
        for (Member member : members) {
            for (int i = 0; i < members.size(); i++) {
                member.from.add(new Numbers(TOPICS));
            }
            for (int topic = 0; topic < TOPICS; topic++) {
                member.client.join("load:" + topic, "{}");
            }
        }
    }

    /**
     * Whether everybody has joined.
     *
     * @return false while answers may come
     */
    public boolean isJoined() {
        return members.stream().allMatch(member -> member.client.isAnswered());
    }

    /** Publishes from now on. */
    public void start() {
        publishing = true;
        members.forEach(member -> member.due = System.nanoTime());
    }

    /** Publishes nothing any more. */
    public void stop() {
        publishing = false;
    }

    /** Publishes what is due. */
    public void tick() {
        if (publishing) {
            long now = System.nanoTime();
            for (int i = 0; i < members.size(); i++) {
                publish(members.get(i), i, now);
            }
        }
    }

    private void publish(Member member, int index, long now) {
        for (int i = 0; i < MOST_AT_ONCE && member.due <= now && !member.client.isEnded(); i++) {
            if (member.published == member.sent.length) {
                member.sent = Arrays.copyOf(member.sent, 2 * member.published);
            }
            member.sent[member.published] = now;
            member.client.tell(
                    "load:" + member.published % TOPICS,
                    "pub",
                    "{\"p\":" + index + ",\"n\":" + member.published + ",\"t\":" + now + "}");
            member.published++;
            member.due += nanosBetween;
        }
    }

    /**
     * Whether every node has got the newest messages of every other.
     *
     * @param publishers indexes of nodes
     * @param subscribers indexes of nodes
     * @return whether nothing more is to come
     */
    public boolean isSettled(List<Integer> publishers, List<Integer> subscribers) {
        for (int publisher : publishers) {
            int published = members.get(publisher).published;
            for (int subscriber : subscribers) {
                Numbers numbers = members.get(subscriber).from.get(publisher);
                for (int i = Math.max(0, published - TOPICS); i < published; i++) {
                    if (!numbers.has(i)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /**
     * How many messages of others a node's client has not got.
     *
     * @param publishers whose messages count
     * @param subscriber the node
     * @return a count
     */
    public long missed(List<Integer> publishers, int subscriber) {
        return publishers.stream()
                .filter(publisher -> publisher != subscriber)
                .mapToLong(publisher -> missing(publisher, subscriber).size())
                .sum();
    }

    /**
     * When messages were published that clients of other nodes have not got.
     *
     * @param nodes publishers and subscribers
     * @return times by {@link System#nanoTime}, in order
     */
    public long[] missedAt(List<Integer> nodes) {
        return nodes.stream()
                .flatMapToLong(subscriber -> nodes.stream()
                        .filter(publisher -> !publisher.equals(subscriber))
                        .flatMapToLong(publisher -> missing(publisher, subscriber).stream()
                                .mapToLong(number -> members.get(publisher).sent[number])))
                .sorted()
                .toArray();
    }

    /**
     * How many messages clients of other nodes have not got.
     *
     * @param nodes publishers and subscribers
     * @return a count
     */
    public long missed(List<Integer> nodes) {
        return nodes.stream().mapToLong(node -> missed(nodes, node)).sum();
    }

    private List<Integer> missing(int publisher, int subscriber) {
        return members.get(subscriber).from.get(publisher).missing(0, members.get(publisher).published);
    }

    /**
     * How many messages came twice, anywhere.
     *
     * @return a count
     */
    public long repeats() {
        return members.stream()
                .flatMap(member -> member.from.stream())
                .mapToLong(Numbers::repeats)
                .sum();
    }

    /**
     * How many messages came after a later one of their topic and publisher, anywhere.
     *
     * @return a count
     */
    public long disordered() {
        return members.stream()
                .flatMap(member -> member.from.stream())
                .mapToLong(Numbers::disordered)
                .sum();
    }

    /**
     * How many messages have been published.
     *
     * @return by all together
     */
    public long published() {
        return members.stream().mapToLong(member -> member.published).sum();
    }

    /**
     * How many clients the servers have sent away, nodes that were killed aside.
     *
     * @return a count
     */
    public long ended() {
        return members.stream()
                .filter(member -> member.node.isAlive() && member.client.isEnded())
                .count();
    }

    /** Forgets how long messages took. */
    public void forgetLatencies() {
        members.forEach(member -> {
            member.own.forget();
            member.others.forget();
        });
    }

    /**
     * How long messages took to clients of the publisher's own node, since that was last forgotten.
     *
     * @param part such as 0.99
     * @param nodes whose
     * @return milliseconds
     */
    public double localMillis(double part, List<Integer> nodes) {
        return millis(part, nodes.stream().map(members::get).flatMapToLong(member -> member.own.all()));
    }

    /**
     * How long messages took to clients of other nodes, since that was last forgotten.
     *
     * @param part such as 0.99
     * @param nodes whose clients
     * @return milliseconds
     */
    public double remoteMillis(double part, List<Integer> nodes) {
        return millis(part, nodes.stream().map(members::get).flatMapToLong(member -> member.others.all()));
    }

    private static double millis(double part, LongStream nanos) {
        long[] all = nanos.sorted().toArray();
        return all.length == 0 ? 0 : all[(int) Math.ceil(part * (all.length - 1))] / 1e6;
    }

    /**
     * How long it has lasted.
     *
     * @return seconds
     */
    public double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    @Override
    public void close() {
        members.forEach(member -> member.client.close());
    }
}
