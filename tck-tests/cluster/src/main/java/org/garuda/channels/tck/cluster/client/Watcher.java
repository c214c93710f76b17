package org.garuda.channels.tck.cluster.client;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.garuda.channels.tck.kit.json.Json;
import org.garuda.channels.tck.kit.json.JsonReader;
import org.garuda.channels.tck.kit.socket.EventLoop;
import org.jspecify.annotations.Nullable;

/** Keeps the list of a crowd as phoenix.js does, and remembers who has ever left it. Used by its loop's thread. */
public final class Watcher implements AutoCloseable {

    private final Client client;
    private final Map<String, Set<String>> list = new HashMap<>();
    private final Map<String, Integer> left = new HashMap<>();
    private boolean complete;
    private long changed = System.nanoTime();

    /**
     * Joins a crowd and asks for its list.
     *
     * @param loop serves the connection
     * @param node whose list it is
     * @param topic the crowd's topic
     * @throws IOException when there are no more sockets
     */
    public Watcher(EventLoop loop, URI node, String topic) throws IOException {
        client = new Client(loop, node, (of, event, payload) -> {
            if (event.equals("presence_state")) {
                add(JsonReader.parse(payload));
                complete = true;
                changed = System.nanoTime();
            } else if (event.equals("presence_diff") && JsonReader.parse(payload) instanceof Json.Obj diff) {
                add(diff.members().get("joins"));
                remove(diff.members().get("leaves"));
                changed = System.nanoTime();
            }
        });
        client.join(topic, "{\"list\":true}");
    }

    /**
     * Whether the list has come.
     *
     * @return whether it is here
     */
    public boolean isComplete() {
        return complete;
    }

    /**
     * How many keys with a prefix are on the list.
     *
     * @param prefix the prefix
     * @return their number
     */
    public int count(String prefix) {
        return (int)
                list.keySet().stream().filter(key -> key.startsWith(prefix)).count();
    }

    /**
     * Everybody on the list.
     *
     * @return keys
     */
    public Set<String> keys() {
        return new TreeSet<>(list.keySet());
    }

    /**
     * How many leaves of keys with a prefix have been told.
     *
     * @param prefix the prefix
     * @return their number
     */
    public int leaves(String prefix) {
        return left.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Forgets who has left so far. */
    public void forgetLeaves() {
        left.clear();
    }

    /**
     * When the list last changed.
     *
     * @return by {@link System#nanoTime}
     */
    public long changedAt() {
        return changed;
    }

    @Override
    public void close() {
        client.close();
    }

    private void add(@Nullable Json joins) {
        each(
                joins,
                (key, refs) ->
                        list.computeIfAbsent(key, none -> new TreeSet<>()).addAll(refs));
    }

    private void remove(@Nullable Json leaves) {
        each(leaves, (key, refs) -> {
            left.merge(key, 1, Integer::sum);
            Set<String> present = list.get(key);
            if (present != null && present.removeAll(refs) && present.isEmpty()) {
                list.remove(key);
            }
        });
    }

    private interface Entries {
        void take(String key, Set<String> refs);
    }

    private static void each(@Nullable Json entries, Entries taker) {
        if (entries instanceof Json.Obj object) {
            object.members().forEach((key, entry) -> {
                Set<String> refs = new TreeSet<>();
                if (entry instanceof Json.Obj of && of.members().get("metas") instanceof Json.Arr metas) {
                    for (Json meta : metas.items()) {
                        if (meta instanceof Json.Obj fields
                                && fields.members().get("phx_ref") instanceof Json.Str ref) {
                            refs.add(ref.value());
                        }
                    }
                }
                taker.take(key, refs);
            });
        }
    }
}
