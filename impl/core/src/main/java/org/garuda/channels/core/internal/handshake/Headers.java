package org.garuda.channels.core.internal.handshake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Gathers HTTP headers into an unmodifiable map that looks names up without regard to case. */
public final class Headers {

    private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** Adds one header line. */
    public Headers add(String name, String value) {
        values.computeIfAbsent(name, n -> new ArrayList<>(1)).add(value);
        return this;
    }

    /** The headers so far. */
    public Map<String, List<String>> toMap() {
        TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.forEach((name, list) -> copy.put(name, List.copyOf(list)));
        return Collections.unmodifiableMap(copy);
    }

    /**
     * Whether a header's values, which commas part, contain a token, whatever its case.
     *
     * @param token in lower case
     */
    public static boolean listsToken(Map<String, List<String>> headers, String name, String token) {
        for (String line : headers.getOrDefault(name, List.of())) {
            for (String part : line.split(",")) {
                if (part.trim().toLowerCase(Locale.ROOT).equals(token)) {
                    return true;
                }
            }
        }
        return false;
    }
}
