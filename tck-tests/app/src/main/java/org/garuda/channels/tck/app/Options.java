package org.garuda.channels.tck.app;

import java.util.Iterator;
import java.util.List;

/**
 * What the command line asks for.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 means any free one
 * @param bus the broker of the nodes; empty for a node that is alone
 * @param name what the node is called; empty if nobody says
 * @param typed whether the channels are those with typed handlers
 * @param handOver whether {@code bench:*} is handled on another thread than the one that reads
 * @param help whether only the usage is asked for
 */
record Options(String host, int port, String bus, String name, boolean typed, boolean handOver, boolean help) {

    static final String USAGE = """
            usage: java -jar conformance-app.jar [option…]
              --host HOST  the address to listen on (127.0.0.1)
              --port PORT  the port to listen on (4000); 0 means any free one
              --bus URL    the node is one of several on this broker, such as redis://127.0.0.1:6379,
                           nats://127.0.0.1:4222 or jms:tcp://127.0.0.1:61616
              --name NAME  what the node is called
              --typed      the channels are written with typed handlers; nothing on the wire differs
              --hand-over  handle bench:* on another thread than the one that reads, to measure what that costs
              --help       this text
            """;

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException when one is not understood; the message is for whoever typed it
     */
    static Options parse(String... args) {
        String host = "127.0.0.1";
        int port = 4000;
        String bus = "";
        String name = "";
        boolean typed = false;
        boolean handOver = false;
        boolean help = false;
        Iterator<String> rest = List.of(args).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--host" -> host = value(option, rest);
                case "--port" -> port = port(value(option, rest));
                case "--bus" -> bus = value(option, rest);
                case "--name" -> name = value(option, rest);
                case "--typed" -> typed = true;
                case "--hand-over" -> handOver = true;
                case "--help" -> help = true;
                default -> throw new IllegalArgumentException("\"" + option + "\" is no option");
            }
        }
        return new Options(host, port, bus, name, typed, handOver, help);
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below, together with numbers that are no ports.
        }
        throw new IllegalArgumentException("--port must be a number from 0 to 65535, but is \"" + text + "\"");
    }
}
