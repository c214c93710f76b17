package org.garuda.channels.tck.app.probe;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.ChannelHandshake;
import org.garuda.channels.TerminationReason;

/**
 * Tells for whom an enterprise bean takes the client, in each callback: the caller's name, and whether the vault opens.
 */
@Channel("identity:*")
public class IdentityChannel implements ChannelHandler {

    private static final String CONNECT = "identity:connect";
    private static final String JOIN = "identity:join";

    @Inject
    Instance<Vault> vault;

    @Inject
    ChannelBroadcaster broadcaster;

    /** Made by the container. */
    public IdentityChannel() {}

    @Override
    public void connect(ChannelHandshake handshake) {
        if (handshake.parameter("identity").isPresent()) {
            handshake.attributes().put(CONNECT, caller());
        }
    }

    @Override
    public void joinChannel(ChannelConn conn, ChannelEvent event) {
        conn.assigns().put(JOIN, caller());
        conn.allowJoin(event);
    }

    @Override
    public void incomingMessage(ChannelConn conn, ChannelEvent event) {
        switch (event.event()) {
            case "connect" ->
                conn.replyOk(event, tell(conn.client().attributes().getOrDefault(CONNECT, "")));
            case "join" -> conn.replyOk(event, tell(conn.assigns().getOrDefault(JOIN, "")));
            case "message" -> conn.replyOk(event, tell(caller()));
            case "shout" -> broadcaster.broadcast(conn.topic(), "shout");
            default -> throw new IllegalArgumentException("no such event: \"" + event.event() + "\"");
        }
    }

    @Override
    public Set<String> interceptedEvents() {
        return Set.of("shout");
    }

    @Override
    public void outgoingMessage(ChannelConn conn, ChannelEvent event) {
        conn.push(event.event(), tell(caller()));
    }

    @Override
    public void terminated(ChannelConn conn, TerminationReason reason) {
        broadcaster.broadcast(conn.topic(), "terminated", tell(caller()));
    }

    private static Map<String, Object> tell(Object caller) {
        return Map.of("caller", caller);
    }

    private String caller() {
        if (!vault.isResolvable()) {
            return "unavailable";
        }
        Vault bean = vault.get();
        return bean.caller() + " " + open(bean);
    }

    private static String open(Vault bean) {
        try {
            return bean.open();
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName(); // By its name, since not every server has the class.
        }
    }
}
