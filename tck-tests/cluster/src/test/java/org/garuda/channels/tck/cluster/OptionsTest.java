package org.garuda.channels.tck.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.garuda.channels.tck.cluster.broker.BrokerKind;
import org.junit.jupiter.api.Test;

/** The command line. */
class OptionsTest {

    @Test
    void withoutWordsEveryRowIsTriedOnceOnRedis() {
        Options options = Options.parse();

        assertEquals(List.of(BrokerKind.REDIS), options.brokers());
        assertEquals(List.of(), options.only());
        assertEquals(1, options.times());
    }

    @Test
    void severalBrokersAndRowsCanBeNamed() {
        Options options = Options.parse("nats", "jms", "--only", "killed", "paused", "--times", "3", "--write");

        assertEquals(List.of(BrokerKind.NATS, BrokerKind.JMS), options.brokers());
        assertEquals(List.of("killed", "paused"), options.only());
        assertEquals(3, options.times());
        assertTrue(options.write());
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        for (String[] words : List.of(
                new String[] {"rabbit"},
                new String[] {"--only", "nothing"},
                new String[] {"--times", "0"},
                new String[] {"--rate", "a lot"},
                new String[] {"--rate"})) {
            assertThrows(IllegalArgumentException.class, () -> Options.parse(words), String.join(" ", words));
        }
    }
}
