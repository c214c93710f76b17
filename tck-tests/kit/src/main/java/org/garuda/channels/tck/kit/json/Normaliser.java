package org.garuda.channels.tck.kit.json;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Gives random values names in the order of their first appearance: {@code <phx_ref1>}, {@code <token1>}. Two
 * transcripts of one scenario are then the same, and still tell whether a value came again.
 *
 * <p>Members are visited in the order of their names, which is the order the recorded server wrote them in, so that a
 * server may write them in any other. One for each scenario.
 */
public final class Normaliser {

    private static final Pattern REF_IN_TEXT = Pattern.compile("(\"phx_ref(?:_prev)?\":)\"([^\"]+)\"");
    private static final Pattern TOKEN_IN_TEXT = Pattern.compile("(\"token\":)\"([^\"]{40,})\"");
    private static final int SHORTEST_TOKEN = 41;

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Integer> last = new HashMap<>();

    /** The value with names in place of random strings. Recursive: for a {@linkplain Shortener shortened} value. */
    public Json normalise(Json value) {
        if (value instanceof Json.Arr array) {
            return new Json.Arr(array.items().stream().map(this::normalise).toList());
        }
        if (value instanceof Json.Obj object) {
            Map<String, Json> normal = new LinkedHashMap<>();
            new TreeMap<>(object.members()).forEach((name, member) -> normal.put(name, member(name, member)));
            return new Json.Obj(normal);
        }
        return value;
    }

    /** The text, which need not be JSON, with names in place of random strings. */
    public String normalise(String text) {
        String refsNamed = REF_IN_TEXT
                .matcher(text)
                .replaceAll(found -> found.group(1) + '"' + name("phx_ref", found.group(2)) + '"');
        return TOKEN_IN_TEXT
                .matcher(refsNamed)
                .replaceAll(found -> found.group(1) + '"' + name("token", found.group(2)) + '"');
    }

    private Json member(String name, Json value) {
        if (value instanceof Json.Str text) {
            if (name.equals("phx_ref") || name.equals("phx_ref_prev")) {
                return new Json.Str(name("phx_ref", text.value()));
            }
            if (name.equals("token") && text.value().length() >= SHORTEST_TOKEN) {
                return new Json.Str(name("token", text.value()));
            }
        }
        return normalise(value);
    }

    private String name(String kind, String value) {
        return names.computeIfAbsent(
                kind + '\0' + value, unnamed -> "<" + kind + last.merge(kind, 1, Integer::sum) + ">");
    }
}
