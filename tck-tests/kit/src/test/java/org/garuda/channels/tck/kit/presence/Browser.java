package org.garuda.channels.tck.kit.presence;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A user's browser: its connection, and the topics that it has joined, on which it may have been shut out. */
final class Browser {

    /** A joined topic. */
    static final class Tab {
        private String joinRef = "";
        boolean open;
    }

    final String user;
    final Map<String, Tab> tabs = new TreeMap<>();
    private final String name;
    private final PhoenixClients clients;
    private Visitor visitor;
    private int joins;

    Browser(String name, String user, Visitor visitor, PhoenixClients clients) {
        this.name = name;
        this.user = user;
        this.visitor = visitor;
        this.clients = clients;
    }

    /**
     * Joins, or joins again.
     *
     * @param hasty whether messages of an earlier join may still be on their way
     */
    void join(String topic, boolean hasty) {
        if (!hasty) {
            read();
        }
        Tab tab = tabs.computeIfAbsent(topic, none -> new Tab());
        tab.joinRef = "j" + ++joins;
        tab.open = true;
        clients.join(name, topic, tab.joinRef);
        visitor.join(tab.joinRef, topic, "{\"device\":" + joins + "}");
    }

    void say(String topic, String event, String payload) {
        visitor.say(tabs.get(topic).joinRef, topic, event, payload);
    }

    void leave(String topic) {
        say(topic, "phx_leave", "{}");
        if (tabs.remove(topic).open) {
            clients.leave(name, topic);
        }
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
        clients.reconnect(name);
        List.copyOf(tabs.keySet()).forEach(topic -> join(topic, false));
    }

    /** Takes in what has come. */
    void read() {
        clients.read(name, visitor.read());
    }
}
