package org.garuda.channels;

import java.util.Set;
import org.garuda.channels.config.Timeouts;

/**
 * The behaviour of the channels on some topics: who may join, and what happens with the messages.
 *
 * <p>One object serves all clients. {@link #joinChannel} is the only method that must be written; the others have
 * Phoenix's behaviour as default. A handler is a CDI bean annotated with {@link Channel @Channel}, or an ordinary
 * object given to a server's builder.
 *
 * <pre>{@code
 * @Channel("rooms:*")
 * public class ChatChannel implements ChannelHandler {
 *
 *     public void joinChannel(ChannelConn conn, ChannelEvent event) {
 *         if (event.topic().equals("rooms:lobby")) {
 *             conn.allowJoin(event);
 *             conn.broadcast("user:entered");
 *         } else {
 *             conn.replyError(event, Map.of("reason", "unauthorized"));
 *         }
 *     }
 *
 *     public void incomingMessage(ChannelConn conn, ChannelEvent event) {
 *         switch (event.event()) {
 *             case "new:msg" -> conn.broadcast(event);
 *             case "echo" -> conn.replyOk(event, event.payload());
 *             default -> conn.replyError(event, Map.of("reason", "unknown event"));
 *         }
 *     }
 * }
 * }</pre>
 *
 * <h2>Threads</h2>
 * The callbacks of one client run one after the other, in the order of its messages, so state kept in {@link
 * ChannelConn#assigns()} or {@link ChannelClient#attributes()} needs no lock against other callbacks of that client.
 * Callbacks of different clients run at the same time. They run off the container's threads (on virtual threads where
 * the JDK has them) and may block; a blocked callback delays that client's later messages and nothing else, not even
 * its heartbeats. See {@link NonBlocking} for handlers that never block.
 *
 * <h2>Roles</h2>
 * {@code @RolesAllowed}, {@code @DenyAll} and {@code @PermitAll} of {@code jakarta.annotation.security} count on every
 * server, with CDI and without. Which roles a client has is settled when it connects: see {@link
 * ChannelClient#isUserInRole} and {@link ChannelHandshake#grant}. Without one of the roles,
 * <ul>
 *   <li>a join that {@link #joinChannel} does not allow gets the error {@code {"reason":"forbidden"}};</li>
 *   <li>a message that {@link #incomingMessage} does not allow gets an error reply with the same reason, and the
 *   channel goes on;</li>
 *   <li>a client that {@link #connect} does not allow is turned away with status 403.</li>
 * </ul>
 * On the class an annotation means {@link #joinChannel} and {@link #incomingMessage}, but not {@link #connect}, where
 * it would turn away clients of the socket's other handlers. A method's annotation counts before its class's, the
 * annotations of the class that implements a method before those of its subclasses, and these before those of its
 * superclasses. Nobody can be refused the other callbacks, which the server calls by itself: there, on methods that are
 * no callbacks and on interfaces, an annotation fails the deployment, unless it is {@code @PermitAll} on a callback. So
 * do two of them in one place, {@code @RunAs}, annotations of the old {@code javax.annotation.security}, and
 * annotations whose classes are missing at run time. {@code @DeclareRoles} on the class names further roles for {@link
 * ChannelClient#isUserInRole}.
 *
 * <h2>Exceptions</h2>
 * A {@link Refusal} is an answer to the client. Anything else that a callback throws is logged and never reaches the container. From {@link #joinChannel} it refuses the join with
 * {@code {"reason":"join crashed"}}. From any other callback of a channel it ends that channel: the client gets {@code
 * phx_error}, the pending message gets no reply, other channels of the client go on, and the client may join again at
 * once. From {@link #connect} it refuses the connection with status 500.
 */
public interface ChannelHandler {

    /**
     * Called once for each client that wants to connect, before it is let in. Every handler of the socket is asked, in
     * the order of their class names; a handler lets the client pass by returning, and turns it away with {@link
     * ChannelHandshake#refuse()}.
     *
     * <p>This is the place to check a token, to {@linkplain ChannelHandshake#identify(String) identify} the client, and
     * to keep what later callbacks need in its {@linkplain ChannelClient#attributes() attributes}. Called on the thread
     * of the HTTP request; may block, and the client waits.
     *
     * @param handshake the client, with everything the HTTP request says; not to be kept
     */
    default void connect(ChannelHandshake handshake) {}

    /**
     * Called when a client asks to join a topic. Answer with {@link ChannelConn#allowJoin(ChannelEvent)} or with
     * {@link ChannelConn#replyError(ChannelEvent, Object)}, now or later and from any thread. Until then the client's
     * further messages wait. A join that nobody answers is refused with {@code {"reason":"join timeout"}} after {@link
     * Timeouts#join()}.
     *
     * @param conn the client on that topic; nothing can be pushed through it before the join is allowed
     * @param event the {@code phx_join} event; its payload is what the client gave as channel parameters
     */
    void joinChannel(ChannelConn conn, ChannelEvent event);

    /**
     * Called when a client asks to leave. The default allows it, as Phoenix always does. To answer later, return
     * without calling {@link ChannelConn#allowLeave(ChannelEvent)}; after {@link Timeouts#join()} the client leaves all
     * the same.
     *
     * @param conn the client on the topic
     * @param event the {@code phx_leave} event
     */
    default void leaveChannel(ChannelConn conn, ChannelEvent event) {
        conn.allowLeave(event);
    }

    /**
     * Called for each message that the client sends to a topic it has joined. A reply is optional and may come later,
     * from any thread.
     *
     * <p>The default throws, as a Phoenix channel without a matching {@code handle_in} does.
     *
     * @param conn the client on the topic
     * @param event the message
     */
    default void incomingMessage(ChannelConn conn, ChannelEvent event) {
        throw new UnsupportedOperationException(
                getClass().getName() + " has no incomingMessage, yet a client sent \"" + event.event() + "\" to \""
                        + event.topic() + "\"; override incomingMessage or keep clients from sending");
    }

    /**
     * The broadcast events that go through {@link #outgoingMessage} for each receiver instead of straight to the
     * client. Asked once, when the handler is registered. Interception costs a callback and an encoding for each
     * receiver, so intercept few events.
     *
     * @return names of events; empty by default
     */
    default Set<String> interceptedEvents() {
        return Set.of();
    }

    /**
     * Called for each receiver of an {@linkplain #interceptedEvents() intercepted} broadcast. What the client gets is
     * what this method pushes; push nothing, and the client gets nothing. The default pushes the event as it is.
     *
     * @param conn the receiving client on the topic
     * @param event the broadcast
     */
    default void outgoingMessage(ChannelConn conn, ChannelEvent event) {
        conn.push(event);
    }

    /**
     * Called when broadcasts of other nodes may be missing on the topic of a joined channel, since the broker between
     * the nodes lost them or could not be reached. Clients are told nothing, so a handler that needs it has them load
     * what they show anew. One call may stand for any number of messages, and for messages of other topics that share a
     * way through the broker. Never called where there is one node. The default does nothing.
     *
     * @param conn the client on the topic
     */
    default void missed(ChannelConn conn) {}

    /**
     * Called once when a joined channel has ended, whatever ended it. The client cannot be reached through {@code conn}
     * any more; its {@link ChannelConn#assigns()} are still there.
     *
     * @param conn the channel that ended
     * @param reason what ended it
     */
    default void terminated(ChannelConn conn, TerminationReason reason) {}

    /**
     * Called once when a connected client is gone, after {@link #terminated} for each of its channels. Every handler of
     * the socket is told.
     *
     * @param client the client that is gone
     */
    default void disconnect(ChannelClient client) {}
}
