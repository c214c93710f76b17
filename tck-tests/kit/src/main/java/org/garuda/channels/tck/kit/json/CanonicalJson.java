package org.garuda.channels.tck.kit.json;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes one text for all JSON texts that mean the same: keys sorted, numbers as {@link CanonicalNumber}, no space.
 *
 * <p>The text is JSON again, so that it can be shown in a report. Works with a stack of its own: a frame may be nested
 * deeper than a thread's stack.
 */
public final class CanonicalJson {

    private final StringBuilder out = new StringBuilder();
    private final Deque<Unfinished> unfinished = new ArrayDeque<>();

    private CanonicalJson() {}

    public static String of(Json value) {
        return new CanonicalJson().write(value);
    }

    private String write(Json value) {
        begin(value);
        while (!unfinished.isEmpty()) {
            Unfinished container = unfinished.peek();
            if (container.hasNext()) {
                begin(container.next(out));
            } else {
                out.append(container.closer());
                unfinished.pop();
            }
        }
        return out.toString();
    }

    private void begin(Json value) {
        if (value instanceof Json.Obj object) {
            out.append('{');
            unfinished.push(new UnfinishedObject(object));
        } else if (value instanceof Json.Arr array) {
            out.append('[');
            unfinished.push(new UnfinishedArray(array));
        } else if (value instanceof Json.Str text) {
            quote(text.value(), out);
        } else if (value instanceof Json.Num number) {
            out.append(number);
        } else if (value instanceof Json.Literal literal) {
            out.append(
                    switch (literal) {
                        case NULL -> "null";
                        case TRUE -> "true";
                        case FALSE -> "false";
                    });
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || isLoneSurrogate(text, i)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static boolean isLoneSurrogate(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        return Character.isLowSurrogate(c) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }

    private interface Unfinished {
        boolean hasNext();

        Json next(StringBuilder out);

        char closer();
    }

    private static final class UnfinishedArray implements Unfinished {
        private final Iterator<Json> rest;
        private boolean first = true;

        UnfinishedArray(Json.Arr array) {
            rest = array.items().iterator();
        }

        @Override
        public boolean hasNext() {
            return rest.hasNext();
        }

        @Override
        public Json next(StringBuilder out) {
            if (!first) {
                out.append(',');
            }
            first = false;
            return rest.next();
        }

        @Override
        public char closer() {
            return ']';
        }
    }

    private static final class UnfinishedObject implements Unfinished {
        private final Iterator<Map.Entry<String, Json>> rest;
        private boolean first = true;

        UnfinishedObject(Json.Obj object) {
            rest = new TreeMap<>(object.members()).entrySet().iterator();
        }

        @Override
        public boolean hasNext() {
            return rest.hasNext();
        }

        @Override
        public Json next(StringBuilder out) {
            if (!first) {
                out.append(',');
            }
            first = false;
            Map.Entry<String, Json> member = rest.next();
            quote(member.getKey(), out);
            out.append(':');
            return member.getValue();
        }

        @Override
        public char closer() {
            return '}';
        }
    }
}
