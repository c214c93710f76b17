package org.garuda.channels.tck.cluster;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.garuda.channels.tck.cluster.broker.BrokerKind;

/**
 * What the command line asks for.
 *
 * @param list whether only to tell what there is
 * @param speed whether to measure how long messages take, and how many can be on their way
 * @param brokers on which to try
 * @param only the rows, by id; empty: all
 * @param times how often each
 * @param rate numbered messages a second, of all publishers together
 * @param more whether earlier runs of the same rows count too
 * @param write whether the table goes into the documentation
 */
record Options(
        boolean list,
        boolean speed,
        List<BrokerKind> brokers,
        List<String> only,
        int times,
        int rate,
        boolean more,
        boolean write) {

    private static final int MOST_TIMES = 100;
    private static final int MOST_RATE = 5_000;

    static final String USAGE = """
            usage: java -jar tck-tests/cluster/target/cluster.jar [redis|nats|jms]… [option…]
                     lets nodes, the broker and connections fail, and tells what became of messages and presences
              --only ID…   these rows; list tells which there are
              --times N    each so often (1)
              --rate N     numbered messages a second, of all publishers together (1000)
              --more       count earlier runs of the same rows too
              --write      put the table into docs/clustering.md
                   java -jar tck-tests/cluster/target/cluster.jar list
                   java -jar tck-tests/cluster/target/cluster.jar speed [redis|nats|jms]… [--rate N]
                     how long a message takes to clients of its own node and of another one, and how many messages a
                     second get through
            The exit code is 0 when everything holds, 1 when something does not, 2 when this is not understood.
            """;

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException when they are wrong; the message is for whoever typed them
     */
    static Options parse(String... args) {
        List<BrokerKind> brokers = new ArrayList<>();
        List<String> only = new ArrayList<>();
        int times = 1;
        int rate = 1_000;
        boolean list = false;
        boolean speed = false;
        boolean more = false;
        boolean write = false;
        boolean takesIds = false;
        Iterator<String> rest = List.of(args).iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            if (takesIds && !word.startsWith("--")) {
                only.add(word);
                continue;
            }
            takesIds = false;
            switch (word) {
                case "list" -> list = true;
                case "speed" -> speed = true;
                case "--only" -> takesIds = true;
                case "--times" -> times = number(word, rest, MOST_TIMES);
                case "--rate" -> rate = number(word, rest, MOST_RATE);
                case "--more" -> more = true;
                case "--write" -> write = true;
                default -> brokers.add(BrokerKind.of(word));
            }
        }
        if (brokers.isEmpty()) {
            brokers.add(BrokerKind.REDIS);
        }
        brokers.forEach(kind -> Rows.of(kind, only));
        return new Options(list, speed, brokers, only, times, rate, more, write);
    }

    private static int number(String option, Iterator<String> rest, int most) {
        try {
            int number = rest.hasNext() ? Integer.parseInt(rest.next()) : 0;
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, together with numbers that are too small or too large.
        }
        throw new IllegalArgumentException(option + " needs a number from 1 to " + most);
    }
}
