package org.garuda.channels.benchmarks.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.garuda.channels.benchmarks.report.Command;
import org.garuda.channels.benchmarks.report.Machine;
import org.garuda.channels.benchmarks.report.MarkedDocument;
import org.garuda.channels.benchmarks.section.ChurnSection;
import org.garuda.channels.benchmarks.section.EchoSection;
import org.garuda.channels.benchmarks.section.FanOutSection;
import org.garuda.channels.benchmarks.section.IdleSection;
import org.garuda.channels.benchmarks.section.LatencySection;
import org.garuda.channels.benchmarks.section.MicroSection;
import org.garuda.channels.benchmarks.section.Section;
import org.garuda.channels.benchmarks.section.Setup;
import org.garuda.channels.benchmarks.section.SlowSection;
import org.garuda.channels.benchmarks.section.TopicsSection;
import org.garuda.channels.benchmarks.section.WebApplicationSection;
import org.garuda.channels.benchmarks.server.Contender;
import org.garuda.channels.benchmarks.server.External;
import org.garuda.channels.benchmarks.server.Peer;

/** Measures whole servers beside each other and writes the report. */
public final class ServersCommand {

    /** What the command understands. */
    public static final String USAGE = """
            servers [option value]…
              --sections A,B,…   fan-out, latency, echo, topics, churn, slow, idle, web-application, micro (all)
              --servers A,B,…    garuda, garuda-hand-over, netty, undertow, tyrus, tomcat, spring-stomp, netty-socketio,
                                 for web-application tomcat-by-hand, jetty-by-hand, undertow-by-hand, garuda-tomcat,
                                 garuda-jetty, garuda-undertow (all)
              --external NAME=COMMAND
                                 one more server, which speaks the Phoenix protocol on the port put in for {port}; may be given again
              --base A,B,…       the servers that the others are compared with (netty)
              --rounds N         rounds that count (5)
              --seconds SECONDS  how long each load is measured (2)
              --scale F          what the numbers of clients are multiplied with (1)
              --report FILE      a Markdown file whose parts are replaced, pictures beside it (none: print)
            """;

    private static final List<Section> SECTIONS = List.of(
            new FanOutSection(),
            new LatencySection(),
            new EchoSection(),
            new TopicsSection(),
            new ChurnSection(),
            new SlowSection(),
            new IdleSection(),
            new WebApplicationSection(),
            new MicroSection());

    private final PrintStream out;

    private ServersCommand(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs the command.
     *
     * @param words the options
     * @param out gets a line for each load, and the report when no file was asked for
     * @throws IllegalArgumentException when the options make no sense
     */
    public static void run(List<String> words, PrintStream out) {
        new ServersCommand(out).run(words);
    }

    private void run(List<String> words) {
        Arguments arguments = new Arguments(words);
        Map<String, Contender> known = known(arguments.all("--external"));
        List<Contender> contenders = chosen(known, arguments.text("--servers", String.join(",", known.keySet())));
        List<Contender> bases = chosen(known, arguments.text("--base", Peer.NETTY.id()));
        Map<String, Section> byId = SECTIONS.stream()
                .collect(Collectors.toMap(Section::id, section -> section, (a, b) -> a, LinkedHashMap::new));
        List<Section> sections = chosen(byId, arguments.text("--sections", String.join(",", byId.keySet())));
        Setup setup = new Setup(
                contenders,
                bases,
                arguments.number("--rounds", 5),
                arguments.decimal("--seconds", 2),
                arguments.decimal("--scale", 1),
                out);
        String report = arguments.text("--report", "");
        arguments.done();
        for (Section section : sections) {
            List<Contender> wanted = section.wanted(contenders);
            if (!wanted.isEmpty()) {
                write(section, section.run(setup.with(wanted)), words, report);
            }
        }
    }

    private static Map<String, Contender> known(List<String> externals) {
        Map<String, Contender> known = new LinkedHashMap<>();
        Arrays.stream(Peer.values()).forEach(peer -> known.put(peer.id(), peer));
        externals.stream().map(External::of).forEach(external -> known.put(external.id(), external));
        return known;
    }

    private static <T> List<T> chosen(Map<String, T> known, String names) {
        List<T> chosen = new ArrayList<>();
        for (String name : names.split(",")) {
            T one = known.get(name);
            if (one == null) {
                throw new IllegalArgumentException("\"" + name + "\" is none of " + known.keySet());
            }
            chosen.add(one);
        }
        return chosen;
    }

    private void write(Section section, Section.Written written, List<String> words, String report) {
        String content = written.markdown() + "\n" + origin(section, words);
        if (report.isEmpty()) {
            out.println(content);
            return;
        }
        try {
            Path file = Path.of(report);
            MarkedDocument document =
                    new MarkedDocument(Files.exists(file) ? Files.readString(file) : "# Benchmarks\n");
            document.put(section.id(), content);
            Files.writeString(file, document.toString());
            for (Map.Entry<Path, String> picture : written.pictures().entrySet()) {
                Files.writeString(file.resolveSibling(picture.getKey()), picture.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String origin(Section section, List<String> words) {
        return "Measured on " + LocalDate.now(ZoneOffset.UTC) + " on " + Machine.described() + ", load average "
                + Machine.loadAverage() + " at the end: `" + Command.shown(words) + "`, this part: `--sections "
                + section.id() + "`.\n";
    }
}
