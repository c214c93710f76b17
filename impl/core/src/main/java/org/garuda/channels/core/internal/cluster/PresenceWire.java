package org.garuda.channels.core.internal.cluster;

import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.core.internal.bus.BodyReader;
import org.garuda.channels.core.internal.bus.BodyWriter;
import org.garuda.channels.core.internal.bus.MalformedMessageException;
import org.garuda.channels.core.internal.presence.NodeDelta;
import org.garuda.channels.core.internal.presence.NodeEntry;

/** Presences as bytes. Every message begins with a shard, which is 0 as long as every node keeps all of them. */
final class PresenceWire {

    private static final int SHARD = 0;

    private PresenceWire() {}

    static BodyWriter begin(int expected) {
        return new BodyWriter(expected).number(SHARD);
    }

    /** Tells whether the message is for what this node keeps. */
    static boolean isOurs(BodyReader in) throws MalformedMessageException {
        return in.number() == SHARD;
    }

    static void write(BodyWriter out, NodeDelta delta) {
        out.number(delta.number()).number(delta.joins().size());
        delta.joins().forEach(entry -> write(out, entry));
        out.number(delta.leaves().size());
        delta.leaves().forEach(out::text);
    }

    static void write(BodyWriter out, NodeEntry entry) {
        out.text(entry.topic()).text(entry.key()).text(entry.ref()).text(entry.meta());
    }

    /** All changes up to the end. */
    static List<NodeDelta> deltas(BodyReader in) throws MalformedMessageException {
        List<NodeDelta> deltas = new ArrayList<>();
        while (!in.isAtEnd()) {
            long number = in.number();
            List<NodeEntry> joins = new ArrayList<>();
            for (int left = in.count(); left > 0; left--) {
                joins.add(entry(in));
            }
            List<String> leaves = new ArrayList<>();
            for (int left = in.count(); left > 0; left--) {
                leaves.add(in.text());
            }
            deltas.add(new NodeDelta(number, joins, leaves));
        }
        return deltas;
    }

    /** All entries up to the end. */
    static List<NodeEntry> entries(BodyReader in) throws MalformedMessageException {
        List<NodeEntry> entries = new ArrayList<>();
        while (!in.isAtEnd()) {
            entries.add(entry(in));
        }
        return entries;
    }

    private static NodeEntry entry(BodyReader in) throws MalformedMessageException {
        return new NodeEntry(in.text(), in.text(), in.text(), in.text());
    }

    /** About how many bytes a change takes. */
    static int bytes(NodeDelta delta) {
        int bytes = 12;
        for (NodeEntry entry : delta.joins()) {
            bytes += bytes(entry);
        }
        return bytes + delta.leaves().size() * 16;
    }

    static int bytes(NodeEntry entry) {
        return entry.topic().length()
                + entry.key().length()
                + entry.ref().length()
                + entry.meta().length()
                + 8;
    }
}
