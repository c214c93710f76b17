package org.garuda.channels.tck.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.garuda.channels.tck.cluster.broker.BrokerKind;

/** The table of one broker in the documentation, a line for each row. Lines of other rows stay. */
final class Page {

    private static final String END = "<!-- end failures -->";
    private static final List<String> HEAD = List.of(
            "| what happens | expected, and seen (smallest / median / largest) | runs in which all of it held | others |",
            "|---|---|---|---|");

    private Page() {}

    static String line(Row.Plan plan, List<List<Findings.Figure>> runs) {
        List<String> figures = new ArrayList<>();
        Runs.summary(runs).forEach((what, text) -> {
            String[] parts = text.split("\t");
            String bound = switch (parts[0]) {
                case "0", "yes", "equal" -> "";
                default -> parts[0].startsWith("in ") ? "" : " (" + parts[0] + ")";
            };
            String seen = parts[0].equals("yes") ? parts[1].equals("1") ? "yes" : "not always" : parts[1];
            figures.add(what + bound + ": " + seen);
        });
        return "| " + plan.happens() + " | " + String.join("; ", figures) + " | " + Runs.held(runs) + " of "
                + runs.size() + " | " + plan.peers() + " |";
    }

    static void write(Path file, BrokerKind kind, Map<Row.Plan, String> lines) throws IOException {
        List<String> page = Files.readAllLines(file);
        String begin = "<!-- begin failures " + kind.word() + ": written by tck-tests/cluster -->";
        int first = page.indexOf(begin);
        int last = first < 0 ? -1 : first + page.subList(first, page.size()).indexOf(END);
        if (last <= first) {
            throw new IOException(file + " lacks the lines between which the table belongs: " + begin + " and " + END);
        }
        Map<String, String> table = new LinkedHashMap<>();
        for (Row row : Rows.of(kind, List.of())) {
            String cell = "| " + row.plan().happens() + " |";
            page.subList(first, last).stream()
                    .filter(line -> line.startsWith(cell))
                    .findFirst()
                    .ifPresent(line -> table.put(row.plan().id(), line));
            String line = lines.get(row.plan());
            if (line != null) {
                table.put(row.plan().id(), line);
            }
        }
        List<String> after = new ArrayList<>(page.subList(0, first + 1));
        after.addAll(HEAD);
        after.addAll(table.values());
        after.addAll(page.subList(last, page.size()));
        Files.write(file, after);
    }
}
