package org.garuda.channels.core.internal.tracker;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.presence.NodeDelta;
import org.garuda.channels.core.internal.presence.NodeEntry;
import org.garuda.channels.core.internal.presence.PresencePeers;
import org.garuda.channels.core.internal.protocol.Frame;
import org.garuda.channels.presence.Presence;
import org.garuda.channels.presence.PresenceHandle;

/** The presences of one node, on which people come and go, with a client that watches all topics. */
public final class WatchedPresence implements AutoCloseable {

    /** What the client was told. */
    public interface Told {
        void joined(String ref);

        void left(String ref);
    }

    public static final List<String> TOPICS = List.of("t0", "t1", "t2");
    private static final int MOST_HANDLES = 12;
    private static final int KEYS = 6;

    private final Rig rig;
    private final Visitor client;
    private final Map<String, PhoenixPresence> presences = new TreeMap<>();
    private final List<PresenceHandle> handles = new ArrayList<>();
    private PresencePeers peers = new PresencePeers() {
        @Override
        public void changed(NodeDelta delta) {}

        @Override
        public void gone() {}
    };
    private int tracked;

    /** @param clock in nanoseconds */
    public WatchedPresence(LongSupplier clock) {
        PresencePeers told = new PresencePeers() {
            @Override
            public void changed(NodeDelta delta) {
                peers.changed(delta);
            }

            @Override
            public void gone() {
                peers.gone();
            }
        };
        rig = new Rig(CallbackExecutor.on(Runnable::run), clock, NodeSettings.defaults(), told, Watching::new);
        client = rig.visitor("watcher");
    }

    /** The other nodes; set once, before anybody comes. */
    public void tell(Function<NodeRuntime, PresencePeers> others) {
        peers = others.apply(rig.engine.runtime());
        for (String topic : TOPICS) {
            presences.put(topic, new PhoenixPresence());
            client.join("1", topic);
        }
    }

    public PresenceTracker tracker() {
        return rig.presence;
    }

    /** Somebody comes, changes or goes. */
    public void live(Random random) {
        int die = random.nextInt(10);
        if (handles.isEmpty() || die < 4 && handles.size() < MOST_HANDLES) {
            String topic = TOPICS.get(random.nextInt(TOPICS.size()));
            handles.add(rig.presence.track(topic, "u" + random.nextInt(KEYS), Map.of("n", tracked++)));
        } else if (die < 7) {
            handles.get(random.nextInt(handles.size())).update(Map.of("n", tracked++));
        } else {
            handles.remove(random.nextInt(handles.size())).close();
        }
    }

    /** Has the client read what has come. */
    public void read(Told told) {
        for (Frame frame : client.read()) {
            JsonArray message = Rig.json(frame.text()).asJsonArray();
            PhoenixPresence presence = presences.get(message.getString(2));
            JsonObject payload = message.getJsonObject(4);
            if (message.getString(3).equals("presence_state")) {
                presence.state("1", payload);
                refs(payload).forEach(told::joined);
            } else if (message.getString(3).equals("presence_diff")) {
                presence.diff("1", payload);
                refs(payload.getJsonObject("joins")).forEach(told::joined);
                refs(payload.getJsonObject("leaves")).forEach(told::left);
            }
        }
    }

    /** In what the client's list is another one than the server's; empty if they are equal. */
    public String fault() {
        for (String topic : TOPICS) {
            Map<String, List<JsonObject>> server = new TreeMap<>();
            rig.presence.list(topic).forEach((key, entry) -> server.put(key, entry.metas()));
            if (!server.equals(presences.get(topic).list())) {
                return "on " + topic + " the server lists " + server + ", the client "
                        + presences.get(topic).list();
            }
        }
        return "";
    }

    /** The refs on each topic, as the server lists them. */
    public Map<String, Set<String>> list() {
        Map<String, Set<String>> refs = new TreeMap<>();
        for (String topic : TOPICS) {
            Set<String> here = new TreeSet<>();
            rig.presence.list(topic).values().forEach(entry -> entry.metas().forEach(meta -> here.add(ref(meta))));
            refs.put(topic, here);
        }
        return refs;
    }

    /** The refs of this node's own entries on each topic. */
    public Map<String, Set<String>> own() {
        Map<String, Set<String>> refs = new HashMap<>();
        for (NodeEntry entry : rig.presence.state().entries()) {
            refs.computeIfAbsent(entry.topic(), none -> new TreeSet<>()).add(entry.ref());
        }
        return refs;
    }

    @Override
    public void close() {
        rig.close();
    }

    private static List<String> refs(JsonObject entries) {
        List<String> refs = new ArrayList<>();
        entries.values()
                .forEach(entry -> entry.asJsonObject()
                        .getJsonArray("metas")
                        .getValuesAs(JsonObject.class)
                        .forEach(meta -> refs.add(ref(meta))));
        return refs;
    }

    /** As its node calls it; what comes back after it was dropped has a suffix. */
    private static String ref(JsonObject meta) {
        String ref = meta.getString("phx_ref");
        int suffix = ref.indexOf('~');
        return suffix < 0 ? ref : ref.substring(0, suffix);
    }

    /** Lets everybody in to look, who is on no list. */
    private static final class Watching implements ChannelHandler {
        private final Presence presence;

        Watching(Presence presence) {
            this.presence = presence;
        }

        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            conn.allowJoin(event);
            presence.pushState(conn);
        }
    }
}
