package org.garuda.channels.jakarta.internal.context;

import java.util.Set;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.ChannelHandshake;
import org.garuda.channels.TerminationReason;
import org.garuda.channels.core.internal.channel.SurroundedHandler;

/**
 * A handler bean, around each of whose callbacks the {@link Calls} know the client. Runs within {@link CdiCallContext}.
 *
 * @param bean the application's, or what calls it
 * @param calls which callback each thread is in
 */
public record ContextualHandler(ChannelHandler bean, Calls calls) implements SurroundedHandler {

    @Override
    public void connect(ChannelHandshake handshake) {
        with(handshake.client(), () -> bean.connect(handshake));
    }

    @Override
    public void joinChannel(ChannelConn conn, ChannelEvent event) {
        with(conn.client(), () -> bean.joinChannel(conn, event));
    }

    @Override
    public void leaveChannel(ChannelConn conn, ChannelEvent event) {
        with(conn.client(), () -> bean.leaveChannel(conn, event));
    }

    @Override
    public void incomingMessage(ChannelConn conn, ChannelEvent event) {
        with(conn.client(), () -> bean.incomingMessage(conn, event));
    }

    @Override
    public Set<String> interceptedEvents() {
        return bean.interceptedEvents();
    }

    @Override
    public void outgoingMessage(ChannelConn conn, ChannelEvent event) {
        with(conn.client(), () -> bean.outgoingMessage(conn, event));
    }

    @Override
    public void missed(ChannelConn conn) {
        with(conn.client(), () -> bean.missed(conn));
    }

    @Override
    public void terminated(ChannelConn conn, TerminationReason reason) {
        with(conn.client(), () -> bean.terminated(conn, reason));
    }

    @Override
    public void disconnect(ChannelClient client) {
        with(client, () -> bean.disconnect(client));
    }

    @Override
    public void with(ChannelClient client, Runnable callback) {
        Call call = calls.current();
        if (call == null) {
            throw new IllegalStateException("called without the context that belongs to it");
        }
        ChannelClient before = call.client();
        call.client(client);
        try {
            callback.run();
        } finally {
            call.client(before);
        }
    }
}
