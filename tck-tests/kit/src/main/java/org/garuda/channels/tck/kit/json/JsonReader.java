package org.garuda.channels.tck.kit.json;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON strictly (RFC 8259) and without loss, at any depth of nesting.
 *
 * <p>Written here because libraries limit the depth, or turn numbers into doubles; both would hide what a server sent.
 */
public final class JsonReader {

    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");
    private static final char END = '\uffff';

    private final String text;
    private final Matcher number;
    private final Deque<Unfinished> unfinished = new ArrayDeque<>();
    private int at;

    private JsonReader(String text) {
        this.text = text;
        this.number = NUMBER.matcher(text);
    }

    /**
     * Reads one value, with nothing but white space around it.
     *
     * @throws JsonSyntaxException when the text is anything else
     */
    public static Json parse(String text) {
        return new JsonReader(text).document();
    }

    private Json document() {
        for (; ; ) {
            Json value;
            char c = afterSpace();
            if (c == '{' || c == '[') {
                at++;
                Unfinished container = c == '{' ? new UnfinishedObject() : new UnfinishedArray();
                if (afterSpace() != container.closer()) {
                    container.beforeElement(this);
                    unfinished.push(container);
                    continue;
                }
                at++;
                value = container.finished();
            } else {
                value = scalar(c);
            }
            while (!unfinished.isEmpty()) {
                Unfinished container = unfinished.peek();
                container.add(value);
                if (afterSpace() == ',') {
                    at++;
                    container.beforeElement(this);
                    break;
                }
                expect(container.closer());
                unfinished.pop();
                value = container.finished();
            }
            if (unfinished.isEmpty()) {
                if (afterSpace() != END || at != text.length()) {
                    throw new JsonSyntaxException("the end", at);
                }
                return value;
            }
        }
    }

    private Json scalar(char first) {
        if (first == '"') {
            return new Json.Str(string());
        }
        if (word("null")) {
            return Json.Literal.NULL;
        }
        if (word("true")) {
            return Json.Literal.TRUE;
        }
        if (word("false")) {
            return Json.Literal.FALSE;
        }
        if (!number.region(at, text.length()).lookingAt()) {
            throw new JsonSyntaxException("a value", at);
        }
        at = number.end();
        return new Json.Num(number.group());
    }

    private boolean word(String word) {
        if (!text.startsWith(word, at)) {
            return false;
        }
        at += word.length();
        return true;
    }

    private String string() {
        expect('"');
        StringBuilder value = new StringBuilder();
        for (; ; ) {
            if (at == text.length()) {
                throw new JsonSyntaxException("'\"'", at);
            }
            char c = text.charAt(at++);
            if (c == '"') {
                return value.toString();
            }
            if (c < ' ') {
                throw new JsonSyntaxException("an escaped control character", at - 1);
            }
            value.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        char c = at < text.length() ? text.charAt(at) : END;
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> fourHexDigits();
            default -> throw new JsonSyntaxException("an escape", at - 1);
        };
    }

    private char fourHexDigits() {
        int value = 0;
        for (int end = at + 4; at < end; at++) {
            int digit = at < text.length() && text.charAt(at) < 128 ? Character.digit(text.charAt(at), 16) : -1;
            if (digit < 0) {
                throw new JsonSyntaxException("a hexadecimal digit", at);
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }

    private void expect(char c) {
        if (afterSpace() != c) {
            throw new JsonSyntaxException("'" + c + "'", at);
        }
        at++;
    }

    private char afterSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : END;
    }

    private interface Unfinished {
        void beforeElement(JsonReader reader);

        void add(Json value);

        char closer();

        Json finished();
    }

    private static final class UnfinishedArray implements Unfinished {
        private final List<Json> items = new ArrayList<>(1);

        @Override
        public void beforeElement(JsonReader reader) {
            // an element follows at once
        }

        @Override
        public void add(Json value) {
            items.add(value);
        }

        @Override
        public char closer() {
            return ']';
        }

        @Override
        public Json finished() {
            return new Json.Arr(items);
        }
    }

    private static final class UnfinishedObject implements Unfinished {
        private final Map<String, Json> members = new LinkedHashMap<>();
        private String name = "";

        @Override
        public void beforeElement(JsonReader reader) {
            reader.afterSpace();
            name = reader.string();
            reader.expect(':');
        }

        @Override
        public void add(Json value) {
            members.put(name, value);
        }

        @Override
        public char closer() {
            return '}';
        }

        @Override
        public Json finished() {
            return new Json.Obj(members);
        }
    }
}
