package org.garuda.channels.tck.kit.json;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.garuda.channels.tck.kit.socket.Utf8;

/**
 * Replaces what is too big to read by a marker: long strings ({@code $str}), long arrays ({@code $arr}), deep nesting
 * ({@code $deep}), long binary ({@code $hex}). The recordings contain the same markers.
 */
public final class Shortener {

    private static final int LONGEST_TEXT = 600;
    private static final int LONGEST_ARRAY = 200;
    private static final int DEEPEST = 40;

    private Shortener() {}

    /** The value, nested {@value #DEEPEST} levels and a few more at the most: safe to walk recursively. */
    public static Json shorten(Json value) {
        return shorten(value, 0);
    }

    /** The bytes in hexadecimal, or a marker with their length and digest. */
    public static Json binary(byte[] bytes) {
        if (bytes.length <= LONGEST_TEXT) {
            return new Json.Str(HexFormat.of().formatHex(bytes));
        }
        return marker("$hex", bytes.length, bytes);
    }

    private static Json shorten(Json value, int depth) {
        if (value instanceof Json.Str text && text.value().length() > LONGEST_TEXT) {
            return marker("$str", text.value().length(), Utf8.encode(text.value()));
        }
        boolean container = value instanceof Json.Arr || value instanceof Json.Obj;
        if (container && depth > DEEPEST) {
            return Json.Obj.of("$deep", Json.Num.of(depthAlongFirst(value)));
        }
        if (value instanceof Json.Arr array) {
            return array(array, depth);
        }
        if (value instanceof Json.Obj object) {
            Map<String, Json> shortened = new LinkedHashMap<>();
            object.members().forEach((name, member) -> shortened.put(key(name), shorten(member, depth + 1)));
            return new Json.Obj(shortened);
        }
        return value;
    }

    private static Json array(Json.Arr array, int depth) {
        List<Json> items = array.items();
        if (items.size() <= LONGEST_ARRAY) {
            return new Json.Arr(
                    items.stream().map(item -> shorten(item, depth + 1)).toList());
        }
        return Json.Obj.of("$arr", Json.Num.of(items.size())).with("first", shorten(items.get(0), depth + 1));
    }

    private static String key(String name) {
        return name.length() > LONGEST_TEXT ? "$key:" + name.length() : name;
    }

    private static int depthAlongFirst(Json value) {
        int depth = 0;
        Json inner = value;
        for (; ; ) {
            Iterable<Json> children;
            if (inner instanceof Json.Arr array) {
                children = array.items();
            } else if (inner instanceof Json.Obj object) {
                children = object.members().values();
            } else {
                return depth;
            }
            depth++;
            var first = children.iterator();
            if (!first.hasNext()) {
                return depth;
            }
            inner = first.next();
        }
    }

    private static Json marker(String name, int length, byte[] content) {
        return Json.Obj.of(name, Json.Num.of(length)).with("sha256", new Json.Str(digest(content)));
    }

    private static String digest(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
