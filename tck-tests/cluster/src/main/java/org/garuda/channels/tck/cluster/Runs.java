package org.garuda.channels.tck.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All runs of one row on one broker, which are kept in a file: a line for each figure, and an empty one after each run.
 *
 * @param file where they are kept
 */
record Runs(Path file) {

    private static final String SEPARATOR = "\t";

    /** Forgets them. */
    void forget() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Adds one. */
    void add(List<Findings.Figure> figures) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        String lines = figures.stream()
                .map(figure -> String.join(
                        SEPARATOR, figure.what(), figure.expected(), "" + figure.seen(), "" + figure.holds()))
                .collect(Collectors.joining("\n", "", "\n\n"));
        Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** All of them. */
    List<List<Findings.Figure>> all() throws IOException {
        List<List<Findings.Figure>> runs = new ArrayList<>();
        if (Files.exists(file)) {
            List<Findings.Figure> run = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                if (line.isEmpty()) {
                    runs.add(run);
                    run = new ArrayList<>();
                } else {
                    String[] parts = line.split(SEPARATOR);
                    run.add(new Findings.Figure(
                            parts[0], parts[1], Double.parseDouble(parts[2]), Boolean.parseBoolean(parts[3])));
                }
            }
        }
        return runs;
    }

    /** In how many everything held. */
    static long held(List<List<Findings.Figure>> runs) {
        return runs.stream()
                .filter(run -> run.stream().allMatch(Findings.Figure::holds))
                .count();
    }

    /** What was seen, by what it tells: smallest, median and largest, or one number where all are the same. */
    static Map<String, String> summary(List<List<Findings.Figure>> runs) {
        Map<String, List<Findings.Figure>> byName = runs.stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(Findings.Figure::what, LinkedHashMap::new, Collectors.toList()));
        Map<String, String> summary = new LinkedHashMap<>();
        byName.forEach((what, figures) -> {
            double[] seen =
                    figures.stream().mapToDouble(Findings.Figure::seen).sorted().toArray();
            String three = seen[0] == seen[seen.length - 1]
                    ? Findings.number(seen[0])
                    : Findings.number(seen[0]) + " / " + Findings.number(seen[seen.length / 2]) + " / "
                            + Findings.number(seen[seen.length - 1]);
            summary.put(what, figures.get(0).expected() + SEPARATOR + three);
        });
        return summary;
    }
}
