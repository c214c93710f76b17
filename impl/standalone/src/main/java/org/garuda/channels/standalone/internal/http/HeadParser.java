package org.garuda.channels.standalone.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.garuda.channels.core.internal.handshake.Headers;
import org.garuda.channels.standalone.internal.http.BadRequestException.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole head, strictly: whatever another server on the way might have understood differently is an error (RFC
 * 9112, 11.2).
 */
final class HeadParser {

    private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";
    private static final int MOST_LENGTH_DIGITS = 18;

    private HeadParser() {}

    static RequestHead parse(byte[] bytes, int size) throws BadRequestException {
        String[] lines = new String(bytes, 0, size, StandardCharsets.ISO_8859_1).split("\r\n");
        String[] words = lines[0].split(" ", -1);
        if (words.length != 3 || !isToken(words[0]) || words[1].isEmpty() || !isPlain(words[1])) {
            throw BadRequestException.malformed("a request begins with a method, a target and a version");
        }
        int minorVersion = version(words[2]);
        Headers headers = new Headers();
        for (int n = 1; n < lines.length; n++) {
            header(lines[n], headers);
        }
        Map<String, List<String>> named = headers.toMap();
        host(named, minorVersion);
        expectation(named);
        String target = originForm(words[1]);
        int query = target.indexOf('?');
        return new RequestHead(
                words[0],
                query < 0 ? target : target.substring(0, query),
                query < 0 ? null : target.substring(query + 1),
                minorVersion,
                named,
                length(named, minorVersion));
    }

    private static int version(String word) throws BadRequestException {
        if (word.equals("HTTP/1.1")) {
            return 1;
        }
        if (word.equals("HTTP/1.0")) {
            return 0;
        }
        throw word.matches("HTTP/[0-9](\\.[0-9])?")
                ? new BadRequestException(Fault.UNKNOWN_VERSION, "this server speaks HTTP/1.1")
                : BadRequestException.malformed("a request's first line ends with its version");
    }

    /** A line that goes on from the one before begins with a space, and so has no name. */
    private static void header(String line, Headers headers) throws BadRequestException {
        int colon = line.indexOf(':');
        if (colon <= 0 || !isToken(line.substring(0, colon))) {
            throw BadRequestException.malformed(
                    "a header line begins with a name and a colon, without a space around the name");
        }
        String value = line.substring(colon + 1);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f) {
                throw BadRequestException.malformed("a header contains no control characters");
            }
        }
        headers.add(line.substring(0, colon), value.trim());
    }

    private static void host(Map<String, List<String>> headers, int minorVersion) throws BadRequestException {
        List<String> hosts = headers.getOrDefault("Host", List.of());
        if (hosts.size() > 1 || hosts.isEmpty() && minorVersion == 1) {
            throw BadRequestException.malformed("a request has one Host");
        }
    }

    private static void expectation(Map<String, List<String>> headers) throws BadRequestException {
        List<String> expectations = headers.getOrDefault("Expect", List.of());
        if (!expectations.isEmpty()
                && !(expectations.size() == 1 && expectations.get(0).equalsIgnoreCase("100-continue"))) {
            throw new BadRequestException(Fault.UNKNOWN_EXPECTATION, "nothing but 100-continue can be expected");
        }
    }

    /** Proxies may send a whole address; what it names is this server. */
    private static String originForm(String target) throws BadRequestException {
        if (target.startsWith("/") || target.equals("*")) {
            return target;
        }
        if (target.regionMatches(true, 0, "http://", 0, 7) || target.regionMatches(true, 0, "https://", 0, 8)) {
            String rest = target.substring(target.indexOf("//") + 2);
            int path = rest.indexOf('/');
            int query = rest.indexOf('?');
            if (path < 0 || query >= 0 && query < path) {
                return "/" + (query < 0 ? "" : rest.substring(query));
            }
            return rest.substring(path);
        }
        throw BadRequestException.malformed("a target is a path or an address");
    }

    private static long length(Map<String, List<String>> headers, int minorVersion) throws BadRequestException {
        List<String> lengths = headers.getOrDefault("Content-Length", List.of());
        List<String> codings = headers.getOrDefault("Transfer-Encoding", List.of());
        if (!codings.isEmpty()) {
            if (!lengths.isEmpty()) {
                throw BadRequestException.malformed("a body has a Content-Length or a Transfer-Encoding, never both");
            }
            if (minorVersion == 0) {
                throw BadRequestException.malformed("HTTP/1.0 has no Transfer-Encoding");
            }
            if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
                throw new BadRequestException(Fault.UNKNOWN_CODING, "the only Transfer-Encoding is chunked");
            }
            return -1;
        }
        return lengths.isEmpty() ? 0 : length(lengths);
    }

    private static long length(List<String> lengths) throws BadRequestException {
        String digits = lengths.get(0);
        if (lengths.size() > 1 || digits.isEmpty() || digits.length() > MOST_LENGTH_DIGITS || !isDigits(digits)) {
            throw BadRequestException.malformed("a Content-Length is one number");
        }
        return Long.parseLong(digits);
    }

    private static boolean isDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isToken(@Nullable String text) {
        return text != null
                && !text.isEmpty()
                && text.chars()
                        .allMatch(c -> c >= '0' && c <= '9'
                                || c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || TOKEN_SYMBOLS.indexOf(c) >= 0);
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c > ' ' && c != 0x7f);
    }
}
