package org.garuda.channels.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Horizontal bars in groups, as SVG without a library. Text and lines take the colours of a light or a dark page; the
 * bars are readable on both.
 */
public final class BarChart {

    private static final List<String> COLOURS = List.of("#3b82f6", "#f59e0b", "#10b981", "#a855f7");
    private static final int WIDTH = 860;
    private static final int LABELS = 300;
    private static final int NUMBERS = 80;
    private static final int BAR = 14;
    private static final int GROUP_GAP = 12;
    private static final int TOP = 66;

    private static final String STYLE = """
            <style>
            text { font: 13px system-ui, sans-serif; fill: #1f2328; }
            .title { font-size: 16px; font-weight: 600; }
            .number { font-size: 11px; fill: #59636e; }
            line { stroke: #8b949e; }
            @media (prefers-color-scheme: dark) { text { fill: #e6edf3; } .number { fill: #9198a1; } }
            </style>
            """;

    private final String title;
    private final Map<String, Map<String, Double>> groups = new LinkedHashMap<>();
    private final List<String> kinds = new ArrayList<>();

    public BarChart(String title) {
        this.title = title;
    }

    /** Adds a bar to a group; bars of one kind have one colour. No number, no bar. */
    public void bar(String group, String kind, double value) {
        if (!kinds.contains(kind)) {
            kinds.add(kind);
        }
        groups.computeIfAbsent(group, name -> new LinkedHashMap<>()).put(kind, value);
    }

    public String svg() {
        int groupHeight = kinds.size() * BAR + GROUP_GAP;
        int height = TOP + groups.size() * groupHeight;
        double largest = groups.values().stream()
                .flatMap(bars -> bars.values().stream())
                .filter(Double::isFinite)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        StringBuilder svg = new StringBuilder(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH,
                height,
                escaped(title)));
        svg.append(STYLE);
        svg.append(String.format(Locale.ROOT, "<text class=\"title\" x=\"8\" y=\"22\">%s</text>%n", escaped(title)));
        legend(svg);
        int y = TOP;
        for (Map.Entry<String, Map<String, Double>> group : groups.entrySet()) {
            group(svg, y, group.getKey(), group.getValue(), largest);
            y += groupHeight;
        }
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>%n</svg>%n",
                LABELS,
                TOP - 4,
                LABELS,
                height - GROUP_GAP + 4));
        return svg.toString();
    }

    private void legend(StringBuilder svg) {
        int x = LABELS;
        for (int i = 0; i < kinds.size(); i++) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"34\" width=\"12\" height=\"12\" fill=\"%s\"/><text x=\"%d\" y=\"45\">%s</text>%n",
                    x,
                    colour(i),
                    x + 18,
                    escaped(kinds.get(i))));
            x += 40 + kinds.get(i).length() * 7;
        }
    }

    private void group(StringBuilder svg, int top, String name, Map<String, Double> bars, double largest) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
                LABELS - 8,
                top + kinds.size() * BAR / 2 + 4,
                escaped(name)));
        for (int i = 0; i < kinds.size(); i++) {
            double value = bars.getOrDefault(kinds.get(i), Double.NaN);
            if (!Double.isFinite(value)) {
                continue;
            }
            double width = value / largest * (WIDTH - LABELS - NUMBERS);
            int y = top + i * BAR;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>"
                            + "<text class=\"number\" x=\"%.1f\" y=\"%d\">%,.0f</text>%n",
                    LABELS,
                    y,
                    width,
                    BAR - 2,
                    colour(i),
                    LABELS + width + 5,
                    y + BAR - 4,
                    value));
        }
    }

    private static String colour(int index) {
        return COLOURS.get(index % COLOURS.size());
    }

    private static String escaped(String text) {
        return text.replace("`", "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
