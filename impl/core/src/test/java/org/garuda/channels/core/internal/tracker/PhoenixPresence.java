package org.garuda.channels.core.internal.tracker;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the Presence class of phoenix.js does with the messages it gets: a diff before the list of the current join
 * waits for that list; a list replaces what is known, keeping the order of what stays; a diff first adds and then takes
 * away.
 */
final class PhoenixPresence {

    private final Map<String, List<JsonObject>> known = new TreeMap<>();
    private final List<JsonObject> waiting = new ArrayList<>();
    private String syncedJoin = "";

    /** Takes {@code presence_state}. */
    void state(String joinRef, JsonObject list) {
        syncedJoin = joinRef;
        Map<String, List<JsonObject>> joins = new TreeMap<>();
        Map<String, List<JsonObject>> leaves = new TreeMap<>();
        Map<String, List<JsonObject>> now = metas(list);
        known.forEach((key, metas) -> leaves.put(key, missing(metas, now.getOrDefault(key, List.of()))));
        now.forEach((key, metas) -> joins.put(key, missing(metas, known.getOrDefault(key, List.of()))));
        apply(joins, leaves);
        waiting.forEach(diff -> apply(metas(diff.getJsonObject("joins")), metas(diff.getJsonObject("leaves"))));
        waiting.clear();
    }

    /** Takes {@code presence_diff} during the given join. */
    void diff(String joinRef, JsonObject diff) {
        if (syncedJoin.equals(joinRef)) {
            apply(metas(diff.getJsonObject("joins")), metas(diff.getJsonObject("leaves")));
        } else {
            waiting.add(diff);
        }
    }

    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    Map<String, List<JsonObject>> list() {
        return known;
    }

    private void apply(Map<String, List<JsonObject>> joins, Map<String, List<JsonObject>> leaves) {
        joins.forEach((key, metas) -> {
            if (!metas.isEmpty()) {
                List<JsonObject> all = new ArrayList<>(missing(known.getOrDefault(key, List.of()), metas));
                all.addAll(metas);
                known.put(key, all);
            }
        });
        leaves.forEach((key, metas) -> known.computeIfPresent(key, (same, before) -> {
            List<JsonObject> rest = missing(before, metas);
            return rest.isEmpty() ? null : rest;
        }));
    }

    /** Those whose ref is not among the others'. */
    private static List<JsonObject> missing(List<JsonObject> metas, List<JsonObject> others) {
        Set<JsonValue> refs = new HashSet<>();
        others.forEach(meta -> refs.add(meta.get("phx_ref")));
        return metas.stream()
                .filter(meta -> !refs.contains(meta.get("phx_ref")))
                .toList();
    }

    private static Map<String, List<JsonObject>> metas(JsonObject entries) {
        Map<String, List<JsonObject>> metas = new TreeMap<>();
        entries.forEach((key, entry) ->
                metas.put(key, entry.asJsonObject().getJsonArray("metas").getValuesAs(JsonObject.class)));
        return metas;
    }
}
