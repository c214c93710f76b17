package org.garuda.channels.core.internal.typed;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.ChannelHandshake;
import org.garuda.channels.Refusal;
import org.garuda.channels.TerminationReason;
import org.garuda.channels.core.internal.access.Rule;
import org.garuda.channels.core.internal.channel.ErrorReplies;
import org.garuda.channels.core.internal.channel.LibraryChannel;
import org.garuda.channels.core.internal.metrics.Counter;
import org.jspecify.annotations.Nullable;

/** A typed class as a handler: each callback goes to the method that is annotated for it. Safe for use by any thread. */
final class TypedHandler implements ChannelHandler {

    private static final Rejected UNKNOWN_EVENT = new Rejected(ErrorReplies.UNKNOWN_EVENT, Counter.EVENTS_UNKNOWN);
    private static final Rejected FORBIDDEN = new Rejected(ErrorReplies.FORBIDDEN, Counter.ROLES_MISSING);

    private final Object bean;
    private final Signature signature;
    private final Map<String, Action> messages;
    private final Map<String, Action> outgoing;
    private final Answers answers;

    /** What the class does as a plain handler, if it is one. */
    private final @Nullable ChannelHandler plain;

    TypedHandler(Object bean, Signature signature) {
        this.bean = bean;
        this.signature = signature;
        this.messages = signature.messages();
        this.outgoing = signature.outgoing();
        this.answers = new Answers(bean, signature.errors());
        this.plain = bean instanceof ChannelHandler handler ? handler : null;
    }

    @Override
    public void connect(ChannelHandshake handshake) {
        Action action = signature.action(MethodKind.CONNECT);
        if (action == null) {
            if (plain != null) {
                plain.connect(handshake);
            }
            return;
        }
        Object user = action.run(bean, Call.of(handshake));
        Binding.User kept = signature.user();
        if (kept != null && user == null) {
            throw new Refusal("");
        }
        if (kept != null && user != null) {
            kept.keep(handshake.client(), user);
        }
    }

    @Override
    public void joinChannel(ChannelConn conn, ChannelEvent event) {
        Call call = Call.of(conn, event);
        LibraryChannel channel = LibraryChannel.of(conn);
        try {
            signature.variables().forEach(variable -> variable.value(call));
        } catch (Rejected e) {
            answers.reject(channel, event, e);
            return;
        }
        Action action = signature.action(MethodKind.JOIN);
        if (action != null) {
            answers.join(channel, call, action, signature.action(MethodKind.JOINED));
        } else if (plain != null) {
            plain.joinChannel(conn, event);
        }
    }

    @Override
    public void leaveChannel(ChannelConn conn, ChannelEvent event) {
        Action action = signature.action(MethodKind.LEAVE);
        if (action != null) {
            answers.leave(LibraryChannel.of(conn), Call.of(conn, event), action);
        } else if (plain != null) {
            plain.leaveChannel(conn, event);
        } else {
            conn.allowLeave(event);
        }
    }

    @Override
    public void incomingMessage(ChannelConn conn, ChannelEvent event) {
        Action action = messages.get(event.event());
        Rule rule = action == null ? signature.otherMessages() : action.rule();
        LibraryChannel channel = LibraryChannel.of(conn);
        if (!rule.allows(conn.client())) {
            answers.reject(channel, event, FORBIDDEN);
        } else if (action != null) {
            answers.message(channel, Call.of(conn, event), action);
        } else if (plain != null && signature.takesOtherMessages()) {
            plain.incomingMessage(conn, event);
        } else {
            answers.reject(channel, event, UNKNOWN_EVENT);
        }
    }

    @Override
    public Set<String> interceptedEvents() {
        Set<String> events = new HashSet<>(outgoing.keySet());
        if (plain != null) {
            events.addAll(plain.interceptedEvents());
        }
        return events;
    }

    @Override
    public void outgoingMessage(ChannelConn conn, ChannelEvent event) {
        Action action = outgoing.get(event.event());
        if (action == null) {
            if (plain != null) {
                plain.outgoingMessage(conn, event);
            }
            return;
        }
        Object payload;
        try {
            payload = action.run(bean, Call.of(conn, event));
        } catch (Rejected e) {
            LibraryChannel.of(conn).count(e.counter()); // Whoever sent it is somebody else.
            return;
        }
        if (payload != null) {
            conn.push(event.event(), Answers.written(payload));
        }
    }

    @Override
    public void missed(ChannelConn conn) {
        if (plain != null) {
            plain.missed(conn);
        }
    }

    @Override
    public void terminated(ChannelConn conn, TerminationReason reason) {
        Action action = signature.action(MethodKind.TERMINATED);
        if (action != null) {
            action.run(bean, Call.of(conn, reason));
        } else if (plain != null) {
            plain.terminated(conn, reason);
        }
    }

    @Override
    public void disconnect(ChannelClient client) {
        Action action = signature.action(MethodKind.DISCONNECT);
        if (action != null) {
            action.run(bean, Call.of(client));
        } else if (plain != null) {
            plain.disconnect(client);
        }
    }
}
