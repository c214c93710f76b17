package org.garuda.channels.benchmarks.load;

import org.garuda.channels.benchmarks.client.Client;
import org.garuda.channels.benchmarks.client.ClientLoop;
import org.garuda.channels.benchmarks.client.Stamp;

/** One client's part in publishing to its topic. */
final class Publisher {

    private final Client client;
    private final int index;
    private final String filler;
    private final int expected;
    private final int[] arrivals;
    private long sequence;

    /**
     * @param index which of its topic's publishers this is
     * @param expected how many clients are to get each message
     * @param inFlight how many messages are on their way at most; 0 when that is not to be watched
     */
    Publisher(Client client, int index, String filler, int expected, int inFlight) {
        this.client = client;
        this.index = index;
        this.filler = filler;
        this.expected = expected;
        this.arrivals = new int[Integer.highestOneBit(inFlight) * 2];
    }

    /** How many messages have been published. */
    long sequence() {
        return sequence;
    }

    int index() {
        return index;
    }

    void publish(ClientLoop loop, long time) {
        sequence++;
        if (arrivals.length > 0) {
            arrivals[place(sequence)] = 0;
        }
        client.say(loop.dialect().publish(client, Stamp.body(filler, index, sequence, time)));
    }

    /** Publishes what is not counted, to find out who hears. */
    void probe(ClientLoop loop) {
        client.say(loop.dialect().publish(client, Stamp.body(filler, index, 0, 0)));
    }

    /** A message has arrived at one more client; tells whether that was the last one. */
    boolean arrived(long number) {
        return arrivals.length > 0 && ++arrivals[place(number)] == expected;
    }

    private int place(long number) {
        return (int) (number & arrivals.length - 1);
    }
}
