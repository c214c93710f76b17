package org.garuda.channels.core.internal.protocol;

import java.nio.charset.StandardCharsets;

/** Reads and writes JSON strings whose text is known to be valid. */
public final class JsonStrings {

    private JsonStrings() {}

    /** The text of the string literal between two positions, quotes included. */
    static String unquote(byte[] bytes, int from, int to, boolean escaped) {
        String inner = new String(bytes, from + 1, to - from - 2, StandardCharsets.UTF_8);
        return escaped ? unescape(inner) : inner;
    }

    /** A string literal in the one spelling that refs are compared in. */
    public static String quote(String text) {
        StringBuilder literal = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> literal.append("\\\"");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '\t' -> literal.append("\\t");
                default -> {
                    if (c < 0x20) {
                        literal.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        literal.append(c);
                    }
                }
            }
        }
        return literal.append('"').toString();
    }

    private static String unescape(String inner) {
        StringBuilder text = new StringBuilder(inner.length());
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char code = inner.charAt(++i);
            switch (code) {
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append((char) Integer.parseInt(inner, i + 1, i + 5, 16));
                    i += 4;
                }
                default -> text.append(code);
            }
        }
        return text.toString();
    }
}
