package org.garuda.channels.tck.app;

import jakarta.enterprise.inject.Vetoed;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.NonBlocking;
import org.garuda.channels.typed.On;
import org.garuda.channels.typed.OnJoin;

/** {@link BenchChannel} with types. */
@Vetoed // The other one is the bean.
@Channel(BenchChannel.TOPICS)
@NonBlocking
class TypedBenchChannel {

    @OnJoin
    void join() {}

    @On("pub")
    void publish(ChannelConn conn, ChannelEvent event) {
        conn.broadcast("msg", event.rawPayload());
    }

    @On("echo")
    ChannelEvent echo(ChannelEvent event) {
        return event;
    }
}
