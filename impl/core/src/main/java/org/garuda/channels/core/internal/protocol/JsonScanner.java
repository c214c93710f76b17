package org.garuda.channels.core.internal.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Validates JSON (RFC 8259) in one pass over bytes and finds where values begin and end, without building anything.
 * Nesting is kept in a bit set, so depth costs no stack. Stricter than the grammar in two points, as Phoenix is:
 * escaped surrogates must come in pairs, and a number must fit a double unless it is an integer.
 */
final class JsonScanner {

    /** Up to here a number without an exponent fits a double. */
    private static final int MOST_PLAIN_DIGITS = 300;

    /** The shortest way to write a number that no double holds but as zero: 1e-324. */
    private static final int SHORTEST_UNDERFLOW = 6;

    private final byte[] bytes;
    private final int end;
    private int at;
    private boolean escaped;
    private long[] nesting = new long[1];

    JsonScanner(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
    }

    static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    int position() {
        return at;
    }

    /** Whether the string scanned last had an escape. */
    boolean escaped() {
        return escaped;
    }

    /** Skips white space and tells the byte there, or −1 at the end. */
    int peek() {
        while (at < end && isSpace(bytes[at])) {
            at++;
        }
        return at < end ? bytes[at] & 0xff : -1;
    }

    /** Skips white space and takes the byte if it is the expected one. */
    boolean accept(char expected) {
        if (peek() == expected) {
            at++;
            return true;
        }
        return false;
    }

    void expect(char expected) throws MalformedJsonException {
        if (!accept(expected)) {
            throw malformed("expected '" + expected + "'");
        }
    }

    void expectEnd() throws MalformedJsonException {
        if (peek() >= 0) {
            throw malformed("content after the end");
        }
    }

    /** Skips white space and scans one value, however deep. */
    void value() throws MalformedJsonException {
        int depth = 0;
        while (true) {
            int first = peek();
            boolean open = first == '{' || first == '[';
            if (open) {
                at++;
                depth = push(depth, first == '{');
                if (first == '{' && !accept('}')) {
                    key();
                    continue;
                }
                if (first == '[' && !accept(']')) {
                    continue;
                }
                depth--;
            } else {
                scalar(first);
            }
            // A value has ended: close what it completes, up to the next sibling.
            while (depth > 0) {
                boolean object = inObject(depth);
                if (accept(',')) {
                    if (object) {
                        key();
                    }
                    break;
                }
                expect(object ? '}' : ']');
                depth--;
            }
            if (depth == 0) {
                return;
            }
        }
    }

    /** Scans a string that starts here, and leaves the position behind its closing quote. */
    void string() throws MalformedJsonException {
        if (at >= end || bytes[at] != '"') {
            throw malformed("expected a string");
        }
        escaped = false;
        int i = at + 1;
        byte[] b = bytes;
        while (i < end) {
            byte c = b[i];
            if (c == '"') {
                at = i + 1;
                return;
            }
            if (c == '\\') {
                escaped = true;
                i = escape(i);
            } else if (c >= 0 && c < 0x20) {
                at = i;
                throw malformed("raw control character in a string");
            } else {
                i++;
            }
        }
        at = end;
        throw malformed("string without an end");
    }

    MalformedJsonException malformed(String message) {
        return new MalformedJsonException(message, at);
    }

    private void key() throws MalformedJsonException {
        peek();
        string();
        expect(':');
    }

    private int push(int depth, boolean object) {
        int index = depth >> 6;
        if (index == nesting.length) {
            nesting = Arrays.copyOf(nesting, nesting.length * 2);
        }
        long bit = 1L << depth;
        nesting[index] = object ? nesting[index] | bit : nesting[index] & ~bit;
        return depth + 1;
    }

    private boolean inObject(int depth) {
        int index = depth - 1;
        return (nesting[index >> 6] & 1L << index) != 0;
    }

    private void scalar(int first) throws MalformedJsonException {
        switch (first) {
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            case -1 -> throw malformed("unexpected end");
            default -> throw malformed("unexpected character");
        }
    }

    private void word(String word) throws MalformedJsonException {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= end || bytes[at + i] != word.charAt(i)) {
                throw malformed("unexpected word");
            }
        }
        at += word.length();
    }

    private void number() throws MalformedJsonException {
        int start = at;
        if (bytes[at] == '-') {
            at++;
        }
        if (at < end && bytes[at] == '0') {
            at++;
        } else {
            digits();
        }
        boolean integer = true;
        if (at < end && bytes[at] == '.') {
            at++;
            digits();
            integer = false;
        }
        boolean exponent = at < end && (bytes[at] | 0x20) == 'e';
        if (exponent) {
            at++;
            if (at < end && (bytes[at] == '+' || bytes[at] == '-')) {
                at++;
            }
            digits();
        }
        if (exponent || !integer && at - start > MOST_PLAIN_DIGITS) {
            checkRange(start);
        }
    }

    /**
     * Infinity is not JSON: what no double holds would be another number, or none, at every receiver. What is too small
     * for a double becomes zero in place, as Phoenix has it, with spaces for the digits that are left over.
     */
    private void checkRange(int start) throws MalformedJsonException {
        double value = doubleAt(start);
        if (Double.isInfinite(value)) {
            throw malformed("number too large");
        }
        if (value == 0 && at - start >= SHORTEST_UNDERFLOW && hasDigits(start)) {
            int zero = bytes[start] == '-' ? start + 1 : start;
            Arrays.fill(bytes, zero, at, (byte) ' ');
            bytes[zero] = '0';
            bytes[zero + 1] = '.';
            bytes[zero + 2] = '0';
        }
    }

    /** Whether any digit before the exponent is not zero. */
    private boolean hasDigits(int start) {
        for (int i = start; i < at && (bytes[i] | 0x20) != 'e'; i++) {
            if (bytes[i] >= '1' && bytes[i] <= '9') {
                return true;
            }
        }
        return false;
    }

    private double doubleAt(int start) {
        return Double.parseDouble(new String(bytes, start, at - start, StandardCharsets.ISO_8859_1));
    }

    private void digits() throws MalformedJsonException {
        int start = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        if (at == start) {
            throw malformed("expected a digit");
        }
    }

    private int escape(int backslash) throws MalformedJsonException {
        at = backslash;
        int code = backslash + 1 < end ? bytes[backslash + 1] : -1;
        switch (code) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return backslash + 2;
            }
            case 'u' -> {
                int unit = hex(backslash + 2);
                if (!Character.isSurrogate((char) unit)) {
                    return backslash + 6;
                }
                boolean pair = Character.isHighSurrogate((char) unit)
                        && backslash + 7 < end
                        && bytes[backslash + 6] == '\\'
                        && bytes[backslash + 7] == 'u'
                        && Character.isLowSurrogate((char) hex(backslash + 8));
                if (!pair) {
                    throw malformed("lone surrogate");
                }
                return backslash + 12;
            }
            default -> throw malformed("bad escape");
        }
    }

    private int hex(int from) throws MalformedJsonException {
        int unit = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = i < end ? Character.digit(bytes[i], 16) : -1;
            if (digit < 0) {
                throw malformed("bad escape");
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }
}
