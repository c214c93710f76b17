package org.garuda.channels.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Finds names that look like settings and are none, so that a typing error does not pass for a setting that has been
 * made.
 */
final class Misspelt {

    /** What Kubernetes puts into the environment of every container beside a service that is named "channels". */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("CHANNELS_(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_\\w+)?)?)");

    private Misspelt() {}

    /**
     * A sentence for each name that is no setting, with the setting that is spelt most like it.
     *
     * @param kind what the names are names of
     * @param naming what a property is called there
     * @param names the names that there are
     */
    static List<String> among(String kind, UnaryOperator<String> naming, Collection<String> names) {
        String prefix = naming.apply(Setting.PREFIX);
        List<String> known =
                Setting.all().stream().flatMap(Setting::properties).map(naming).toList();
        List<String> sentences = new ArrayList<>();
        for (String given : new TreeSet<>(names)) {
            if (given.startsWith(prefix)
                    && !known.contains(given)
                    && !SERVICE_LINK.matcher(given).matches()) {
                sentences.add("there is no setting for the " + kind + " " + given
                        + ", so it has no effect; did you mean " + nearest(given, known) + "?");
            }
        }
        return sentences;
    }

    private static String nearest(String given, List<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(name -> distance(given, name)))
                .orElseThrow();
    }

    /** How many letters have to be put in, taken out or replaced (Levenshtein), whatever their case. */
    static int distance(String one, String other) {
        String from = one.toLowerCase(Locale.ROOT);
        String to = other.toLowerCase(Locale.ROOT);
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[to.length()];
    }
}
