package org.garuda.channels.core.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.TerminationReason;

/** Keeps a diary, and does what the test wants. By itself it allows every join and knows a few events. */
final class TestHandler implements ChannelHandler {

    final List<String> diary = new CopyOnWriteArrayList<>();
    volatile Consumer<ChannelClient> onConnect = client -> {};
    volatile BiConsumer<ChannelConn, ChannelEvent> onJoin = ChannelConn::allowJoin;
    volatile BiConsumer<ChannelConn, ChannelEvent> onLeave = ChannelConn::allowLeave;
    volatile BiConsumer<ChannelConn, ChannelEvent> onMessage = TestHandler::usual;
    volatile BiConsumer<ChannelConn, ChannelEvent> onOutgoing = ChannelConn::push;
    volatile BiConsumer<ChannelConn, TerminationReason> onTerminated = (conn, reason) -> {};
    volatile Consumer<ChannelClient> onDisconnect = client -> {};
    volatile Set<String> intercepted = Set.of();

    static void usual(ChannelConn conn, ChannelEvent event) {
        switch (event.event()) {
            case "echo" -> conn.replyOk(event, event.rawPayload());
            case "error" -> conn.replyError(event, Map.of("reason", "on demand"));
            case "push" -> conn.push(event);
            case "broadcast" -> conn.broadcast(event);
            case "others" -> conn.broadcastFrom(event);
            case "crash" -> throw new IllegalStateException("crash on demand");
            case "stop" -> conn.close();
            default -> {
                // Taken without an answer.
            }
        }
    }

    /** What happened since the last call. */
    List<String> take() {
        List<String> taken = List.copyOf(diary);
        diary.clear();
        return taken;
    }

    @Override
    public void connect(ChannelClient client) {
        onConnect.accept(client);
    }

    @Override
    public void joinChannel(ChannelConn conn, ChannelEvent event) {
        diary.add("join " + conn.topic());
        onJoin.accept(conn, event);
    }

    @Override
    public void leaveChannel(ChannelConn conn, ChannelEvent event) {
        diary.add("leave " + conn.topic());
        onLeave.accept(conn, event);
    }

    @Override
    public void incomingMessage(ChannelConn conn, ChannelEvent event) {
        diary.add("message " + conn.topic() + " " + event.event());
        onMessage.accept(conn, event);
    }

    @Override
    public Set<String> interceptedEvents() {
        return intercepted;
    }

    @Override
    public void outgoingMessage(ChannelConn conn, ChannelEvent event) {
        diary.add("outgoing " + conn.topic() + " " + event.event());
        onOutgoing.accept(conn, event);
    }

    @Override
    public void terminated(ChannelConn conn, TerminationReason reason) {
        diary.add("terminated " + conn.topic() + " " + reason);
        onTerminated.accept(conn, reason);
    }

    @Override
    public void disconnect(ChannelClient client) {
        diary.add("disconnect");
        onDisconnect.accept(client);
    }
}
