package org.garuda.channels.core.internal.handshake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
}
