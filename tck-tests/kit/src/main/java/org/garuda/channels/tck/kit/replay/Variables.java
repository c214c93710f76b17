package org.garuda.channels.tck.kit.replay;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.garuda.channels.tck.kit.socket.HttpRequest;
import org.garuda.channels.tck.kit.socket.Urls;

/** Values that a scenario saved from a response, put in place of {@code ${name}} in later requests. */
final class Variables {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+)}");

    private final Map<String, String> values = new HashMap<>();

    void set(String name, String value) {
        values.put(name, value);
    }

    HttpRequest in(HttpRequest request) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        request.headers()
                .forEach((name, lines) -> headers.put(
                        name,
                        lines.stream().map(line -> in(line, value -> value)).toList()));
        return new HttpRequest(
                request.method(),
                in(request.path(), Urls::encode),
                headers,
                request.body().map(this::in));
    }

    /** Latin 1 is one character a byte, so that a binary body stays as it is. */
    private byte[] in(byte[] body) {
        return in(new String(body, StandardCharsets.ISO_8859_1), value -> value).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** An unknown name stays as it is written. */
    private String in(String text, UnaryOperator<String> encoding) {
        return REFERENCE
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(Optional.ofNullable(values.get(found.group(1)))
                        .map(encoding)
                        .orElse(found.group())));
    }
}
