package org.garuda.channels.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A Markdown table; the first column is text, the others are numbers. */
public final class Table {

    private final List<String> lines = new ArrayList<>();

    public Table(String... heads) {
        row(heads);
        lines.add("| --- |" + " ---: |".repeat(heads.length - 1));
    }

    public void row(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
    }

    /** Thousands with separators. */
    public static String count(double number) {
        return Double.isNaN(number) ? "–" : String.format(Locale.ROOT, "%,.0f", number);
    }

    public static String decimal(double number) {
        return Double.isNaN(number) ? "–" : String.format(Locale.ROOT, "%.2f", number);
    }

    public static String tenths(double number) {
        return Double.isNaN(number) ? "–" : String.format(Locale.ROOT, "%,.1f", number);
    }

    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
