package org.garuda.channels.benchmarks.load;

import java.time.Duration;

/**
 * A load of published messages: clients spread evenly over topics, of which some have publishers.
 *
 * @param clients how many clients
 * @param topics how many topics
 * @param active how many of the topics are published to
 * @param publishers how many clients of each active topic publish
 * @param inFlight in a closed loop: how many messages of a publisher are on their way at most; the next is sent when
 *     one has reached everybody
 * @param rate in an open loop: messages a second, all publishers together, whatever becomes of them; 0 means a closed
 *     loop
 * @param bodyBytes the size of a message's filler
 * @param slow how many clients stop reading before the first message
 * @param churning how many clients come and go, besides the others
 * @param warmUp how long before measuring begins
 * @param duration how long to measure
 */
public record FanOutPlan(
        int clients,
        int topics,
        int active,
        int publishers,
        int inFlight,
        double rate,
        int bodyBytes,
        int slow,
        int churning,
        Duration warmUp,
        Duration duration) {

    /** Checks what cannot work. */
    public FanOutPlan {
        if (clients < 1 || topics < 1 || topics > clients || active < 1 || active > topics) {
            throw new IllegalArgumentException("there must be 1 <= active <= topics <= clients");
        }
        if (publishers < 1 || inFlight < 1 || rate < 0 || bodyBytes < 0 || slow < 0 || churning < 0) {
            throw new IllegalArgumentException("publishers and in-flight must be positive, the others not negative");
        }
        if (slow > clients - active * Math.min(publishers, clients / topics)) {
            throw new IllegalArgumentException("slow clients cannot be publishers; there are not enough others");
        }
    }

    /**
     * One topic with one publisher and one message of 100 bytes in flight, measured for two seconds.
     *
     * @param clients how many have joined the topic
     * @return the plan
     */
    public static FanOutPlan of(int clients) {
        return new FanOutPlan(clients, 1, 1, 1, 1, 0, 100, 0, 0, Duration.ofMillis(700), Duration.ofSeconds(2));
    }

    /**
     * Changes the topics.
     *
     * @param count how many topics
     * @param published how many of them are published to
     * @return the changed plan
     */
    public FanOutPlan topics(int count, int published) {
        return new FanOutPlan(
                clients, count, published, publishers, inFlight, rate, bodyBytes, slow, churning, warmUp, duration);
    }

    /**
     * Makes it a closed loop.
     *
     * @param count how many clients of each active topic publish
     * @param onTheWay how many messages of each are on their way at most
     * @return the changed plan
     */
    public FanOutPlan closedLoop(int count, int onTheWay) {
        return new FanOutPlan(clients, topics, active, count, onTheWay, 0, bodyBytes, slow, churning, warmUp, duration);
    }

    /**
     * Makes it an open loop.
     *
     * @param count how many clients of each active topic publish
     * @param perSecond messages a second, all publishers together
     * @return the changed plan
     */
    public FanOutPlan openLoop(int count, double perSecond) {
        return new FanOutPlan(
                clients, topics, active, count, inFlight, perSecond, bodyBytes, slow, churning, warmUp, duration);
    }

    /**
     * Changes the size of messages.
     *
     * @param bytes the size of their filler
     * @return the changed plan
     */
    public FanOutPlan bodyBytes(int bytes) {
        return new FanOutPlan(
                clients, topics, active, publishers, inFlight, rate, bytes, slow, churning, warmUp, duration);
    }

    /**
     * Has some clients stop reading.
     *
     * @param count how many
     * @return the changed plan
     */
    public FanOutPlan slow(int count) {
        return new FanOutPlan(
                clients, topics, active, publishers, inFlight, rate, bodyBytes, count, churning, warmUp, duration);
    }

    /**
     * Has clients come and go.
     *
     * @param count how many at a time
     * @return the changed plan
     */
    public FanOutPlan churning(int count) {
        return new FanOutPlan(
                clients, topics, active, publishers, inFlight, rate, bodyBytes, slow, count, warmUp, duration);
    }

    /**
     * Changes the times.
     *
     * @param before how long before measuring begins
     * @param measured how long to measure
     * @return the changed plan
     */
    public FanOutPlan lasting(Duration before, Duration measured) {
        return new FanOutPlan(
                clients, topics, active, publishers, inFlight, rate, bodyBytes, slow, churning, before, measured);
    }
}
