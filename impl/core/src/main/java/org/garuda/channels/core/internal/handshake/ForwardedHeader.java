package org.garuda.channels.core.internal.handshake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads {@code Forwarded} (RFC 7239): elements with commas, pairs with semicolons. A line is read as a whole or not at
 * all, since a quotation that a client began would otherwise swallow what a proxy has appended.
 */
final class ForwardedHeader {

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    /** Many proxies leave out the quotation marks that an address with a colon needs. */
    private static final String ADDRESS_MARKS = ":[]";

    private final String line;
    private int at;

    private ForwardedHeader(String line) {
        this.line = line;
    }

    /** The elements of a header line, from left to right, with the names of their pairs in lower case. */
    static List<Map<String, String>> parse(String line) throws MalformedForwardingException {
        return new ForwardedHeader(line).elements();
    }

    private List<Map<String, String>> elements() throws MalformedForwardingException {
        List<Map<String, String>> elements = new ArrayList<>();
        Map<String, String> element = new LinkedHashMap<>();
        while (true) {
            skipBlanks();
            if (at < line.length() && line.charAt(at) != ',' && line.charAt(at) != ';') {
                pair(element);
                skipBlanks();
            }
            boolean last = at == line.length();
            char end = last ? ',' : line.charAt(at++);
            if (end == ',' && !element.isEmpty()) {
                elements.add(element);
                element = new LinkedHashMap<>();
            } else if (end != ',' && end != ';') {
                throw malformed();
            }
            if (last) {
                return elements;
            }
        }
    }

    private void pair(Map<String, String> element) throws MalformedForwardingException {
        String name = word(TOKEN_MARKS).toLowerCase(Locale.ROOT);
        if (at == line.length() || line.charAt(at++) != '=') {
            throw malformed();
        }
        boolean quoted = at < line.length() && line.charAt(at) == '"';
        if (element.put(name, quoted ? quotation() : word(TOKEN_MARKS + ADDRESS_MARKS)) != null) {
            throw malformed();
        }
    }

    private String word(String marks) throws MalformedForwardingException {
        int start = at;
        while (at < line.length() && isWordCharacter(line.charAt(at), marks)) {
            at++;
        }
        if (at == start) {
            throw malformed();
        }
        return line.substring(start, at);
    }

    private static boolean isWordCharacter(char c, String marks) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || marks.indexOf(c) >= 0;
    }

    private String quotation() throws MalformedForwardingException {
        StringBuilder text = new StringBuilder();
        at++;
        while (at < line.length()) {
            char c = line.charAt(at++);
            if (c == '"') {
                return text.toString();
            }
            if (c == '\\' && at < line.length()) {
                c = line.charAt(at++);
            }
            text.append(c);
        }
        throw malformed();
    }

    private void skipBlanks() {
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
    }

    private static MalformedForwardingException malformed() {
        return new MalformedForwardingException("its Forwarded header is not as RFC 7239 has it");
    }
}
