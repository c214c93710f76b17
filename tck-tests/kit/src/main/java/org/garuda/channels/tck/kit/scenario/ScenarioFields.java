package org.garuda.channels.tck.kit.scenario;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.garuda.channels.tck.kit.json.Json;

/**
 * Reads the members of an object in a scenario file, each as the type it has to be, and complains about those that
 * nobody read: a step this kit does not understand must not pass for one without effect.
 */
public final class ScenarioFields {

    private final String where;
    private final Json.Obj object;
    private final Set<String> read = new HashSet<>();

    public ScenarioFields(String where, Json value) {
        this.where = where;
        this.object = as(Json.Obj.class, value, "");
    }

    public boolean has(String name) {
        return object.members().containsKey(name);
    }

    public Optional<Json> json(String name) {
        read.add(name);
        return object.get(name);
    }

    public Json required(String name) {
        return json(name).orElseThrow(() -> wrong(name, "missing"));
    }

    public Json.Obj object(String name) {
        return json(name).map(value -> as(Json.Obj.class, value, name)).orElse(new Json.Obj(Map.of()));
    }

    public List<Json> array(String name) {
        return json(name).map(value -> as(Json.Arr.class, value, name).items()).orElse(List.of());
    }

    public Optional<String> text(String name) {
        return json(name).map(value -> as(Json.Str.class, value, name).value());
    }

    public String requiredText(String name) {
        return text(name).orElseThrow(() -> wrong(name, "missing"));
    }

    public boolean flag(String name, boolean otherwise) {
        return json(name)
                .map(value -> as(Json.Literal.class, value, name) == Json.Literal.TRUE)
                .orElse(otherwise);
    }

    /** Empty when it is absent or null. */
    public Optional<Integer> integer(String name) {
        return json(name)
                .filter(value -> !value.equals(Json.Literal.NULL))
                .map(value -> Integer.valueOf(as(Json.Num.class, value, name).source()));
    }

    /** Members that are all strings. */
    public Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        object(name)
                .members()
                .forEach((key, value) ->
                        texts.put(key, as(Json.Str.class, value, name).value()));
        return texts;
    }

    /** Members as headers: a string is one line, an array several, null none. */
    public Map<String, List<String>> headers(String name) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        object(name).members().forEach((key, value) -> headers.put(key, strings(value, name)));
        return headers;
    }

    /** A string, or an array of strings. */
    public List<String> strings(String name) {
        return json(name).map(value -> strings(value, name)).orElse(List.of());
    }

    private List<String> strings(Json value, String name) {
        if (value.equals(Json.Literal.NULL)) {
            return List.of();
        }
        if (value instanceof Json.Arr array) {
            return array.items().stream()
                    .map(item -> as(Json.Str.class, item, name).value())
                    .toList();
        }
        return List.of(as(Json.Str.class, value, name).value());
    }

    /** Marks members as understood to have no effect on a replay. */
    public void ignore(String... names) {
        read.addAll(List.of(names));
    }

    /** Throws when the object has a member that nobody asked for. */
    public void end() {
        object.members().keySet().stream()
                .filter(name -> !read.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw wrong(name, "not understood");
                });
    }

    public IllegalArgumentException wrong(String name, String problem) {
        return new IllegalArgumentException(where + ": " + name + ": " + problem);
    }

    private <T extends Json> T as(Class<T> type, Json value, String name) {
        if (!type.isInstance(value)) {
            throw wrong(name, "not a " + type.getSimpleName());
        }
        return type.cast(value);
    }
}
