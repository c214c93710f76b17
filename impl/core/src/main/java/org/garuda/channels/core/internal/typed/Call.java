package org.garuda.channels.core.internal.typed;

import java.util.Objects;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandshake;
import org.garuda.channels.TerminationReason;
import org.jspecify.annotations.Nullable;

/**
 * What a method is called with, as far as there is any.
 *
 * @param client the client
 * @param conn the client on a topic
 * @param event what the client said, or is to be sent
 * @param handshake while the client connects
 * @param reason what ended the channel
 * @param thrown what another method has thrown
 */
record Call(
        ChannelClient client,
        @Nullable ChannelConn conn,
        @Nullable ChannelEvent event,
        @Nullable ChannelHandshake handshake,
        @Nullable TerminationReason reason,
        @Nullable Throwable thrown) {

    static Call of(ChannelHandshake handshake) {
        return new Call(handshake.client(), null, null, handshake, null, null);
    }

    static Call of(ChannelClient client) {
        return new Call(client, null, null, null, null, null);
    }

    static Call of(ChannelConn conn, ChannelEvent event) {
        return new Call(conn.client(), conn, event, null, null, null);
    }

    static Call of(ChannelConn conn, TerminationReason reason) {
        return new Call(conn.client(), conn, null, null, reason, null);
    }

    Call failedWith(Throwable failure) {
        return new Call(client, conn, event, handshake, reason, failure);
    }

    ChannelConn channel() {
        return Objects.requireNonNull(conn);
    }

    ChannelEvent message() {
        return Objects.requireNonNull(event);
    }
}
