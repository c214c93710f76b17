package org.garuda.channels.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Finds names that look like settings and are none, so that a typing error does not pass for a setting that has been
 * made.
 */
final class Misspelt {

    private static final String VARIABLE_PREFIX = "CHANNELS_";

    /** What Kubernetes puts into the environment of every container beside a service that is named "channels". */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("CHANNELS_(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_\\w+)?)?)");

    private Misspelt() {}

    /**
     * A sentence for each name that is no setting, with the setting that is spelt most like it.
     *
     * @param properties the names of all system properties
     * @param variables the names of all environment variables
     */
    static List<String> among(Collection<String> properties, Collection<String> variables) {
        List<String> sentences = new ArrayList<>();
        add("system property", Setting.PREFIX, properties, Setting::property, sentences);
        add("environment variable", VARIABLE_PREFIX, variables, Setting::variable, sentences);
        return sentences;
    }

    private static void add(
            String kind, String prefix, Collection<String> names, Function<Setting, String> name, List<String> to) {
        List<String> known = Setting.ALL.stream().map(name).toList();
        for (String given : new TreeSet<>(names)) {
            if (given.startsWith(prefix)
                    && !known.contains(given)
                    && !SERVICE_LINK.matcher(given).matches()) {
                to.add("there is no setting for the " + kind + " " + given + ", so it has no effect; did you mean "
                        + nearest(given, known) + "?");
            }
        }
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
