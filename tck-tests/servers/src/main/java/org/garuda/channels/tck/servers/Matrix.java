package org.garuda.channels.tck.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.garuda.channels.tck.servers.check.Outcome;
import org.garuda.channels.tck.servers.server.ServerCatalog;
import org.garuda.channels.tck.servers.server.ServerKind;

/**
 * What came out on each server: a table in Markdown, and below it what a server makes impossible. A run of some servers
 * or some checks replaces what it has tried in the file, and keeps the rest.
 */
final class Matrix {

    private static final List<String> FACTS = List.of("server", "version", "Java", "WAR");
    private static final String REMARK = "- ";

    private final String begin;
    private final String end;
    private final List<String> columns;
    private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();

    /** By server and check: the lines below the table. */
    private final Map<String, List<String>> remarks = new LinkedHashMap<>();

    /** An empty table with a column for each check. */
    Matrix(List<String> checks) {
        this("", checks);
    }

    /**
     * An empty table of its own.
     *
     * @param title what it is called in the marks around it, or nothing
     * @param checks its columns beside what a server is
     */
    Matrix(String title, List<String> checks) {
        String name = title.isEmpty() ? "" : ": " + title;
        begin = "<!-- Written by tck-tests/servers" + name + "; what follows up to the end mark is replaced. -->";
        end = "<!-- End of what is written by tck-tests/servers" + name + ". -->";
        columns = new ArrayList<>(FACTS);
        columns.addAll(checks);
        ServerCatalog.kinds().forEach(kind -> rows.put(kind.name(), new LinkedHashMap<>()));
    }

    /** Takes over what is in a file. */
    void read(Path file) throws IOException {
        List<String> head = List.of();
        boolean ours = false;
        for (String line : Files.readAllLines(file)) {
            ours = (ours || line.equals(begin)) && !line.equals(end);
            if (ours && line.startsWith("| ")) {
                List<String> cells = cells(line);
                if (head.isEmpty()) {
                    head = cells;
                } else {
                    for (int i = 0; i < Math.min(head.size(), cells.size()); i++) {
                        set(cells.get(0), head.get(i), cells.get(i));
                    }
                }
            } else if (ours && line.startsWith(REMARK) && line.contains(": ")) {
                remarks.computeIfAbsent(line.substring(REMARK.length(), line.indexOf(": ")), key -> new ArrayList<>())
                        .add(line);
            }
        }
    }

    /** A server, and what it runs on. */
    void server(ServerKind server, String version, int java, boolean fat) {
        set(server.name(), "server", server.name());
        set(server.name(), "version", version);
        set(server.name(), "Java", String.valueOf(java));
        set(server.name(), "WAR", fat ? "fat" : "thin");
    }

    /** What came out of a check on a server. */
    void outcome(ServerKind server, String check, Outcome outcome) {
        boolean broken = outcome.verdict() == Outcome.Verdict.BROKEN;
        set(server.name(), check, broken ? "**" + outcome.summary() + "**" : outcome.summary());
        String key = server.name() + ", " + check;
        remarks.put(
                key,
                outcome.details().stream()
                        .map(detail -> REMARK + key + ": "
                                + detail.lines().findFirst().orElse("").strip())
                        .toList());
    }

    /** What came out of a check that has this table for itself. */
    void cells(ServerKind server, Map<String, String> cells) {
        cells.forEach((column, cell) -> set(server.name(), column, cell));
    }

    /** The table and the remarks. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("| " + String.join(" | ", columns) + " |");
        lines.add("|---".repeat(columns.size()) + "|");
        rows.values().stream()
                .filter(row -> !row.isEmpty())
                .map(row -> "| "
                        + String.join(
                                " | ",
                                columns.stream()
                                        .map(column -> row.getOrDefault(column, ""))
                                        .toList())
                        + " |")
                .forEach(lines::add);
        lines.add("");
        for (String server : rows.keySet()) {
            for (String check : columns) {
                lines.addAll(remarks.getOrDefault(server + ", " + check, List.of()));
            }
        }
        return lines;
    }

    /** Puts this between the marks of a file. */
    void write(Path file) throws IOException {
        List<String> before = Files.readAllLines(file);
        int first = before.indexOf(begin);
        int last = before.indexOf(end);
        if (first < 0 || last < first) {
            throw new IOException(file + " lacks the lines between which the table belongs: " + begin + " and " + end);
        }
        List<String> after = new ArrayList<>(before.subList(0, first + 1));
        after.addAll(lines());
        after.addAll(before.subList(last, before.size()));
        Files.write(file, after);
    }

    private void set(String server, String column, String cell) {
        if (rows.containsKey(server)) {
            rows.get(server).put(column, cell);
        }
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList();
    }
}
