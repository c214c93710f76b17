package org.garuda.channels.core.internal.longpoll;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.garuda.channels.core.internal.bus.BodyReader;
import org.garuda.channels.core.internal.bus.Kind;
import org.garuda.channels.core.internal.bus.MalformedMessageException;
import org.garuda.channels.core.internal.bus.Message;
import org.garuda.channels.core.internal.bus.NodeId;
import org.garuda.channels.core.internal.execution.FaultBarrier;
import org.garuda.channels.core.internal.relay.RelayedAnswer;
import org.garuda.channels.core.internal.relay.RelayedFate;
import org.garuda.channels.core.internal.relay.RelayedRequest;
import org.garuda.channels.core.internal.relay.SessionNodes;
import org.jspecify.annotations.Nullable;

/**
 * What nodes say to each other about the requests of clients that poll, handed to the socket that it is about. Safe for
 * use by any thread; nothing here waits, but the end.
 */
public final class SessionRelay {

    /** The two sides of one socket. */
    record Sides(ForeignRequests asker, GuestRequests owner) {}

    private final SessionNodes nodes;
    private final FaultBarrier faults;
    private final Map<String, Sides> sockets = new ConcurrentHashMap<>();

    /** A relay for a node without sockets. */
    public SessionRelay(SessionNodes nodes, FaultBarrier faults) {
        this.nodes = nodes;
        this.faults = faults;
    }

    SessionNodes nodes() {
        return nodes;
    }

    void add(String path, Sides sides) {
        sockets.put(path, sides);
    }

    /**
     * Takes in one of the {@code LONG_POLL} kinds.
     *
     * @throws MalformedMessageException when it cannot be read
     */
    public void heard(Message message) throws MalformedMessageException {
        BodyReader body = message.body();
        String path = body.text();
        Sides sides = sockets.get(path);
        switch (message.kind()) {
            case LONG_POLL -> asked(message.node(), sides, RelayedRequest.read(path, body));
            case LONG_POLL_ANSWER -> {
                if (sides != null) {
                    sides.asker().answered(message.node(), RelayedAnswer.read(path, body));
                }
            }
            case LONG_POLL_FATE -> {
                if (sides != null) {
                    sides.owner().fate(message.node(), RelayedFate.read(path, body));
                }
            }
            default -> throw new IllegalArgumentException("not about long-polling: " + message.kind());
        }
    }

    private void asked(NodeId asker, @Nullable Sides sides, RelayedRequest request) {
        if (sides != null) {
            sides.owner().asked(asker, request);
        } else {
            byte[] none = RelayedAnswer.none(request.path(), request.id()).write();
            nodes.send(asker, Kind.LONG_POLL_ANSWER, none, sent -> {});
        }
    }

    /** Another node is gone: its sessions, and those of its clients' polls that wait here. */
    public void departed(NodeId node) {
        faults.forEach("telling of a node that is gone", sockets.values(), sides -> {
            sides.asker().departed(node);
            sides.owner().departed(node);
        });
    }

    /** Waits for the answers to posts, but not for long, and answers what is left; called before the bus is closed. */
    public void finish() {
        faults.forEach(
                "the end of relayed requests",
                sockets.values(),
                sides -> sides.asker().finish());
    }
}
