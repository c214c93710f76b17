package org.garuda.channels.core.internal.logging;

import org.jspecify.annotations.Nullable;

/**
 * Text of a client, made fit for a log line or an error message: no line of its own, no escape sequence, no great
 * length.
 */
public final class Printable {

    private static final int MOST_CHARS = 200;

    private Printable() {}

    /**
     * Escapes what is not printable, and cuts what is beyond 200 characters. Line breaks, control characters,
     * characters that change the direction of text and lone surrogates become <code>\\u</code> with four hexadecimal
     * digits.
     */
    public static String of(@Nullable String text) {
        if (text == null) {
            return "null";
        }
        StringBuilder printable = new StringBuilder(Math.min(text.length(), MOST_CHARS) + 4);
        int at = 0;
        while (at < text.length() && printable.length() < MOST_CHARS) {
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            if (isPrintable(codePoint)) {
                printable.appendCodePoint(codePoint);
            } else {
                for (char unit : Character.toChars(codePoint)) {
                    printable.append(String.format("\\u%04x", (int) unit));
                }
            }
        }
        return at < text.length() ? printable.append("…").toString() : printable.toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
