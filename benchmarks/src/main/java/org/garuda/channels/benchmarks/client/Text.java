package org.garuda.channels.benchmarks.client;

import java.nio.charset.StandardCharsets;

/** Looks into bytes as if they were a string, without making one. */
public final class Text {

    private Text() {}

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Puts bytes between two strings. */
    public static byte[] around(String before, byte[] middle, String after) {
        byte[] whole = new byte[before.length() + middle.length + after.length()];
        System.arraycopy(ascii(before), 0, whole, 0, before.length());
        System.arraycopy(middle, 0, whole, before.length(), middle.length);
        System.arraycopy(ascii(after), 0, whole, before.length() + middle.length, after.length());
        return whole;
    }

    public static boolean starts(byte[] text, int from, int to, String prefix) {
        if (to - from < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (text[from + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    public static int find(byte[] text, int from, int to, String part) {
        for (int at = from; at <= to - part.length(); at++) {
            if (starts(text, at, to, part)) {
                return at;
            }
        }
        return -1;
    }

    public static boolean contains(byte[] text, int from, int to, String part) {
        return find(text, from, to, part) >= 0;
    }

    static String shown(byte[] text, int from, int to) {
        return new String(text, from, Math.min(to - from, 160), StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", ".");
    }
}
