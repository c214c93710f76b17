package org.garuda.channels.tck.app.probe;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.ChannelHandshake;

/** Tells what surrounds the call of a handler. */
@Channel("probe:*")
public class ProbeChannel implements ChannelHandler {

    private static final String USER = "probe:user";

    @Inject
    CallCount count;

    @Inject
    Counting counting;

    @Inject
    Instance<Ledger> ledger;

    @Inject
    Principal principal;

    /** Made by the container. */
    public ProbeChannel() {}

    @Override
    public void connect(ChannelHandshake handshake) {
        if (handshake.parameter("session").isPresent()) {
            handshake.attributes().put(USER, handshake.session().getOrDefault("user", "nobody"));
        }
    }

    @Override
    public void joinChannel(ChannelConn conn, ChannelEvent event) {
        conn.allowJoin(event);
    }

    @Override
    public void incomingMessage(ChannelConn conn, ChannelEvent event) {
        conn.replyOk(
                event,
                switch (event.event()) {
                    case "request" -> Map.of("counts", List.of(count.next(), counting.next()));
                    case "principal" -> Map.of("name", principal.getName());
                    case "session" -> Map.of("user", conn.client().attributes().getOrDefault(USER, "unknown"));
                    case "transaction" -> Map.of("status", transactions());
                    default -> throw new IllegalArgumentException("no such event: \"" + event.event() + "\"");
                });
    }

    private List<String> transactions() {
        return ledger.isResolvable()
                ? List.of(ledger.get().within(), ledger.get().without())
                : List.of("unavailable", "unavailable");
    }
}
