package org.garuda.channels.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.garuda.channels.benchmarks.command.LoadCommand;
import org.garuda.channels.benchmarks.command.ServersCommand;
import org.garuda.channels.benchmarks.presence.PresenceCommand;

/** Chooses what to measure. */
public final class Main {

    private static final String USAGE = """
            usage: java -jar benchmarks.jar COMMAND [option…]
              micro [JMH option…]   benchmarks of parts; -h tells JMH's options, -l lists the benchmarks
              servers …             whole servers beside each other
              load --port PORT …    loads a server that runs already
              presence …            what presence costs
              help                  this text
            """;

    private Main() {}

    /**
     * Runs a command. Exits with 1 when messages were lost, came twice or came out of order, and with 2 when the
     * arguments are not understood.
     *
     * @param args the command and its options
     * @throws IOException when JMH fails
     */
    public static void main(String[] args) throws IOException {
        List<String> words = Arrays.asList(args);
        List<String> options = words.isEmpty() ? words : words.subList(1, words.size());
        try {
            boolean good = run(words.isEmpty() ? "help" : words.get(0), options);
            System.exit(good ? 0 : 1);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(USAGE);
            System.exit(2);
        }
    }

    private static boolean run(String command, List<String> options) throws IOException {
        switch (command) {
            case "micro" -> org.openjdk.jmh.Main.main(options.toArray(String[]::new));
            case "servers" -> ServersCommand.run(options, System.out);
            case "load" -> {
                return LoadCommand.run(options, System.out);
            }
            case "presence" -> PresenceCommand.run(options, System.out);
            case "help" -> {
                System.out.print(USAGE);
                System.out.print(ServersCommand.USAGE);
                System.out.print(LoadCommand.USAGE);
                System.out.print(PresenceCommand.USAGE);
            }
            default -> throw new IllegalArgumentException("there is no command \"" + command + "\"");
        }
        return true;
    }
}
