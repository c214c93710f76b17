package org.garuda.channels.core.internal.tracker;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.garuda.channels.core.internal.protocol.Frame;

/**
 * A user's browser: its connection, and on each topic a channel with a Presence, which outlives a broken connection as
 * in phoenix.js.
 */
final class Browser {

    /** A channel as the client sees it. */
    static final class Tab {
        final PhoenixPresence presence = new PhoenixPresence();
        String joinRef = "";
        boolean open;

        /**
         * Whether this tab joined again before it had read all of the join before. phoenix.js then has the right metas,
         * but on no server always in the right order.
         */
        boolean hasty;
    }

    final String user;
    final Map<String, Tab> tabs = new TreeMap<>();
    private final Map<Frame, JsonArray> parsed;
    private Visitor visitor;
    private int joins;

    /** @param parsed broadcasts that another browser has parsed already */
    Browser(String user, Visitor visitor, Map<Frame, JsonArray> parsed) {
        this.user = user;
        this.visitor = visitor;
        this.parsed = parsed;
    }

    /** Joins, or joins again, having read what has come. */
    void join(String topic) {
        read();
        joinUnread(topic);
    }

    /** Joins, or joins again, with messages of an earlier join still on their way. */
    void joinInHaste(String topic) {
        joinUnread(topic);
        tabs.get(topic).hasty = true;
    }

    private void joinUnread(String topic) {
        Tab tab = tabs.computeIfAbsent(topic, none -> new Tab());
        tab.joinRef = "j" + ++joins;
        tab.open = true;
        visitor.join(tab.joinRef, topic, "{\"device\":" + joins + "}");
    }

    void say(String topic, String event, String payload) {
        visitor.say(tabs.get(topic).joinRef, topic, event, payload);
    }

    void leave(String topic) {
        say(topic, "phx_leave", "{}");
        tabs.remove(topic);
    }

    void garbage() {
        visitor.protocol.text("no JSON");
    }

    void stall() {
        visitor.stall();
    }

    /** The connection breaks with what is in it, and the client comes back and joins again what it had joined. */
    void reconnect(Visitor newVisitor) {
        visitor.vanish();
        visitor = newVisitor;
        // phoenix.js would take diffs that still wait for their list for diffs of the new connection, on any server.
        tabs.replaceAll((topic, tab) -> tab.presence.isWaiting() ? new Tab() : tab);
        List.copyOf(tabs.keySet()).forEach(this::join);
    }

    /** Takes in what has come. */
    void read() {
        for (Frame frame : visitor.read()) {
            take(parsed.computeIfAbsent(
                    frame, unknown -> Rig.json(unknown.text()).asJsonArray()));
        }
    }

    private void take(JsonArray frame) {
        Tab tab = tabs.get(frame.getString(2));
        JsonValue joinRef = frame.get(0);
        if (tab == null
                || joinRef != JsonValue.NULL
                        && !((JsonString) joinRef).getString().equals(tab.joinRef)) {
            return; // Nobody is there any more to hear it.
        }
        JsonObject payload = frame.getJsonObject(4);
        switch (frame.getString(3)) {
            case "presence_state" -> tab.presence.state(tab.joinRef, payload);
            case "presence_diff" -> tab.presence.diff(tab.joinRef, payload);
            case "phx_error", "phx_close" -> tab.open = false;
            default -> {
                // Replies.
            }
        }
    }
}
