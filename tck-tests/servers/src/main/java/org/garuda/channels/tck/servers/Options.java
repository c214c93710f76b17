package org.garuda.channels.tck.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.garuda.channels.tck.servers.check.Check;
import org.garuda.channels.tck.servers.server.ServerCatalog;
import org.garuda.channels.tck.servers.server.ServerKind;

/**
 * What the command line asks for.
 *
 * @param servers which servers, in the order in which they are tried
 * @param checks which of the checks
 * @param documents whether the result goes into {@code docs/servers.md}
 */
record Options(List<ServerKind> servers, Predicate<Check> checks, boolean documents) {

    static final String USAGE = """
            usage: java -jar tck-tests/servers/target/servers.jar SERVER… [--only REGEX] [--write]
              SERVER        %s,
                            or all, which is every one of them and --write
              --only REGEX  checks whose title contains a match; "speed" is tried only if it is asked for by that
              --write       put what comes out into docs/servers.md, beside what else is in its table
            """.formatted(String.join(
            ", ", ServerCatalog.kinds().stream().map(ServerKind::name).toList()));

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException when it is wrong; the message says how
     */
    static Options parse(String... args) {
        List<ServerKind> servers = new ArrayList<>();
        Predicate<Check> checks = check -> check.columns().isEmpty();
        boolean documents = false;
        for (int i = 0; i < args.length; i++) {
            String word = args[i];
            if (word.equals("--only")) {
                if (++i == args.length) {
                    throw new IllegalArgumentException("--only lacks its regular expression");
                }
                Pattern wanted = Pattern.compile(args[i]);
                checks = check -> wanted.matcher(check.title()).find();
            } else if (word.equals("--write")) {
                documents = true;
            } else if (word.equals("all")) {
                servers.addAll(ServerCatalog.kinds());
                documents = true;
            } else {
                servers.add(ServerCatalog.kind(word)
                        .orElseThrow(() -> new IllegalArgumentException("there is no server called " + word)));
            }
        }
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("no server is named");
        }
        return new Options(servers, checks, documents);
    }
}
