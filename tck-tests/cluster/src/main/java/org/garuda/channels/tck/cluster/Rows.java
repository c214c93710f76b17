package org.garuda.channels.tck.cluster;

import java.util.List;
import org.garuda.channels.tck.cluster.broker.BrokerKind;
import org.garuda.channels.tck.cluster.row.BrokerGone;
import org.garuda.channels.tck.cluster.row.BrokerRestarted;
import org.garuda.channels.tck.cluster.row.HalfOpen;
import org.garuda.channels.tck.cluster.row.LongPollDealtRound;
import org.garuda.channels.tck.cluster.row.ManyJoins;
import org.garuda.channels.tck.cluster.row.ManyTopics;
import org.garuda.channels.tck.cluster.row.NodeEnds;
import org.garuda.channels.tck.cluster.row.NodePaused;
import org.garuda.channels.tck.cluster.row.OutputLimit;
import org.garuda.channels.tck.cluster.row.Strangers;
import org.garuda.channels.tck.cluster.row.SubscriberCut;

/** All there is to try. */
public final class Rows {

    private Rows() {}

    /**
     * All of it.
     *
     * @return in the order of the table
     */
    public static List<Row> all() {
        return List.of(
                NodeEnds.killed(),
                NodeEnds.terminated(),
                NodePaused.forLong(),
                NodePaused.briefly(),
                new BrokerRestarted(),
                new BrokerGone(),
                new HalfOpen(),
                new SubscriberCut(),
                new OutputLimit(),
                new ManyTopics(),
                new Strangers(),
                new ManyJoins(),
                new LongPollDealtRound());
    }

    /**
     * Those that can be tried on a broker.
     *
     * @param kind the broker
     * @param only their ids; empty: all
     * @return in the order of the table
     * @throws IllegalArgumentException when one that is named is not among them
     */
    public static List<Row> of(BrokerKind kind, List<String> only) {
        for (String id : only) {
            if (all().stream().noneMatch(row -> row.plan().id().equals(id))) {
                throw new IllegalArgumentException("there is no row " + id);
            }
        }
        return all().stream()
                .filter(row -> row.plan().brokers().contains(kind))
                .filter(row -> only.isEmpty() || only.contains(row.plan().id()))
                .toList();
    }
}
