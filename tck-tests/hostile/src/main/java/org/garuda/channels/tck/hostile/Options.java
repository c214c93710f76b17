package org.garuda.channels.tck.hostile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.garuda.channels.tck.hostile.client.Target;

/**
 * What the command line asks for.
 *
 * @param command what to do
 * @param url where the server is; empty for one that is started here
 * @param socket the path of its socket
 * @param only the attacks, by number or the beginning of their name; empty: all that can be made there
 * @param brief whether the attacks are short
 * @param war whether the server runs the conformance app in a WAR
 * @param json where the report goes for a program
 * @param pid the process of the server
 * @param log what the server prints
 * @param app the conformance app that is started
 * @param java what starts it
 */
record Options(
        Command command,
        String url,
        String socket,
        List<String> only,
        boolean brief,
        boolean war,
        Optional<Path> json,
        Optional<Long> pid,
        Optional<Path> log,
        Path app,
        Path java) {

    enum Command {
        LIST,
        STANDALONE,
        URL
    }

    static final String USAGE = """
            usage: java -jar tck-tests/hostile/target/hostile.jar list
                     which attacks there are
                   java -jar tck-tests/hostile/target/hostile.jar standalone [option…]
                     starts a standalone server for each attack as the attack needs it
              --app JAR      the conformance app (tck-tests/app/target/conformance-app.jar), its libraries beside it
              --java PATH    the JDK, or its java, that the server runs on; the one that runs this unless told
                   java -jar tck-tests/hostile/target/hostile.jar http://127.0.0.1:PORT[/CONTEXT] [option…]
                     attacks a server on this machine that hosts the conformance app
              --socket PATH  the path of its socket (/socket)
              --war          it is a Jakarta server
              --pid PID      its process, to tell of its memory
              --log FILE     what it prints, for the attacks that look into it
                   in both cases:
              --only ID…     these attacks, by number or by name, such as 1 or 1-fragments
              --short        shorter, for a look
              --json FILE    the report for a program, too
            The exit code is 0 when everything holds, 1 when something does not, 2 when this is not understood.
            """;

    /**
     * Reads the arguments.
     *
     * @throws IllegalArgumentException when they are wrong; the message is for whoever typed them
     */
    static Options parse(String... args) {
        if (args.length == 0) {
            throw new IllegalArgumentException("what shall be attacked?");
        }
        Command command = switch (args[0]) {
            case "list" -> Command.LIST;
            case "standalone" -> Command.STANDALONE;
            default -> Command.URL;
        };
        Draft draft = new Draft();
        Iterator<String> rest = List.of(args).subList(1, args.length).iterator();
        while (rest.hasNext()) {
            draft.take(rest.next(), rest);
        }
        if (command == Command.URL) {
            Target.of(args[0], draft.socket);
        }
        return draft.options(command, command == Command.URL ? args[0] : "");
    }

    private static final class Draft {

        private String socket = "/socket";
        private final List<String> only = new ArrayList<>();
        private boolean brief;
        private boolean war;
        private Optional<Path> json = Optional.empty();
        private Optional<Long> pid = Optional.empty();
        private Optional<Path> log = Optional.empty();
        private Path app = Path.of("tck-tests", "app", "target", "conformance-app.jar");
        private Path java = Path.of(System.getProperty("java.home"));
        private boolean takesIds;

        void take(String word, Iterator<String> rest) {
            if (takesIds && !word.startsWith("--")) {
                only.add(word);
                return;
            }
            takesIds = false;
            switch (word) {
                case "--socket" -> socket = value(word, rest);
                case "--only" -> {
                    only.add(value(word, rest));
                    takesIds = true;
                }
                case "--short" -> brief = true;
                case "--war" -> war = true;
                case "--json" -> json = Optional.of(Path.of(value(word, rest)));
                case "--pid" -> pid = Optional.of(Long.valueOf(value(word, rest)));
                case "--log" -> log = Optional.of(Path.of(value(word, rest)));
                case "--app" -> app = Path.of(value(word, rest));
                case "--java" -> java = Path.of(value(word, rest));
                default -> throw new IllegalArgumentException("\"" + word + "\" is no option");
            }
        }

        Options options(Command command, String url) {
            Path home = java.resolve("bin").resolve("java");
            return new Options(
                    command,
                    url,
                    socket,
                    List.copyOf(only),
                    brief,
                    war,
                    json,
                    pid,
                    log,
                    app,
                    java.toFile().isDirectory() ? home : java);
        }

        private static String value(String option, Iterator<String> rest) {
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(option + " needs a value");
            }
            return rest.next();
        }
    }
}
