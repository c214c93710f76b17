package org.garuda.channels.tck.cluster;

import java.util.Set;
import org.garuda.channels.tck.cluster.broker.BrokerKind;

/** One way in which nodes, their broker or a connection fail. */
public interface Row {

    /**
     * What is to be known before it is tried.
     *
     * @param id a word for the command line
     * @param happens what happens
     * @param peers what other projects show, empty if that is not known
     * @param nodes how many nodes it takes
     * @param seconds about how long one run takes
     * @param brokers on which it can be tried
     */
    record Plan(String id, String happens, String peers, int nodes, int seconds, Set<BrokerKind> brokers) {

        /** Copies the set. */
        public Plan {
            brokers = Set.copyOf(brokers);
        }

        /**
         * A plan for every broker.
         *
         * @param id a word for the command line
         * @param happens what happens
         * @param peers what other projects show
         * @param nodes how many nodes it takes
         * @param seconds about how long one run takes
         * @return the plan
         */
        public static Plan of(String id, String happens, String peers, int nodes, int seconds) {
            return new Plan(id, happens, peers, nodes, seconds, Set.of(BrokerKind.values()));
        }
    }

    /**
     * What is to be known of it.
     *
     * @return always the same
     */
    Plan plan();

    /**
     * Has it happen once. Every node is there and ready before.
     *
     * @param stage the nodes and their broker
     * @param findings takes what is seen
     * @throws Exception when it cannot be tried
     */
    void run(Stage stage, Findings findings) throws Exception;
}
