package org.garuda.channels.core.internal.connection;

import java.nio.charset.StandardCharsets;
import org.garuda.channels.config.Timeouts;
import org.garuda.channels.core.internal.execution.Nanos;
import org.garuda.channels.core.internal.logging.RateLimitedLog;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.protocol.FrameDecoder;
import org.garuda.channels.core.internal.protocol.Inbound;
import org.garuda.channels.core.internal.protocol.ProtocolVersion;
import org.garuda.channels.core.internal.queue.ByteBudget;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.queue.Mailbox;
import org.garuda.channels.core.internal.queue.Outbox;

/**
 * What a client says, and the protocol's answers to it. Transports call the public methods, one at a time for each
 * client, and never wait for a handler. The rules run in the client's mailbox, in the order of the messages; heartbeats
 * too, as in Phoenix, unless their turn does not come soon.
 */
public final class ProtocolSession {

    private final Connection client;
    private final ProtocolRules rules;
    private volatile boolean inputClosed; // A client that polls may post twice at once.

    /** The session of a client that its handlers have let in. */
    public ProtocolSession(Connection client) {
        this.client = client;
        this.rules = new ProtocolRules(client);
        client.atSweep(this::checkTimes);
    }

    /**
     * The reason phrase of the close frame, which says what was wrong with a malformed frame; at most 123 bytes of
     * UTF-8, as WebSocket wants.
     */
    public String closeText(CloseReason reason) {
        return client.state().closeText(reason);
    }

    /** The connection stands; its frames can be written from now on. */
    public void opened(Transport transport) {
        client.open(transport);
    }

    /** Who the client is, for the log: its id and its address, as far as there are. */
    public String describe() {
        return client.describe();
    }

    /** Says what clients can make happen as often as they like. */
    public RateLimitedLog log() {
        return client.runtime().log();
    }

    /** What waits to be written to the client. */
    public Outbox outbox() {
        return client.outbox();
    }

    /** The largest message that is taken from the client, in bytes of UTF-8. */
    public int messageBytes() {
        return client.socket().settings().limits().messageBytes();
    }

    /** How many parts a message of the client may have. */
    int messageParts() {
        return client.socket().settings().limits().messageParts();
    }

    /** What the unfinished messages of the node's clients may hold together. */
    public ByteBudget unfinished() {
        return client.socket().services().unfinished();
    }

    /**
     * Has something let go as soon as the client ends, however it ends; at once if it has. One thing at most; it must
     * not block.
     */
    void atEnd(Runnable letGo) {
        client.atEnd(letGo);
    }

    /** The version of the protocol that the client speaks. */
    public ProtocolVersion version() {
        return client.version();
    }

    /**
     * Whether the client is so far ahead of its handlers that nothing more should be read from it, where that can be
     * helped: a client that goes on is closed at {@link org.garuda.channels.config.ClientLimits#pendingMessages()}.
     *
     * @param caughtUp called once, if this tells true, when the handlers have caught up; any thread, under no lock;
     *     must not block
     */
    public boolean isAhead(Runnable caughtUp) {
        return client.mailbox().isAhead(caughtUp);
    }

    /**
     * Has something done as soon as the messages so far have been handled, also if the client ends before; perhaps at
     * once, on this thread. It must not block. It takes the place of one message among those that wait.
     *
     * @return false when so many wait that there is no place: then it is not done
     */
    public boolean afterwards(Runnable action) {
        return client.mailbox().put(new ActionItem(action)) == null;
    }

    /** The engine's clock, for {@link Outbox#poll}. */
    public long now() {
        return client.now();
    }

    /**
     * Takes in something of the client on a thread that its server has surrounded for it, so that callbacks which run
     * at once need no more.
     *
     * @param delivery calls this session; never throws
     */
    public void delivering(Runnable delivery) {
        client.context().delivering(delivery);
    }

    /** A text frame came. */
    public void text(String message) {
        // A char is at least one byte, so a text too long to encode is too big anyway.
        if (message.length() > messageBytes()) {
            ends(CloseReason.TOO_BIG);
        } else {
            text(message.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A text frame came, as bytes of valid UTF-8 that nobody changes any more. */
    public void text(byte[] utf8) {
        if (utf8.length > messageBytes()) {
            ends(CloseReason.TOO_BIG);
        } else {
            received(FrameDecoder.text(client.version(), utf8));
        }
    }

    /** A binary frame came, in an array that nobody changes any more. */
    public void binary(byte[] message) {
        if (message.length > messageBytes()) {
            ends(CloseReason.TOO_BIG);
        } else {
            received(FrameDecoder.binary(client.version(), message));
        }
    }

    /** Something came that is no message but shows that the client lives, such as a pong. */
    public void heard() {
        client.heard();
    }

    /** The client sent, or is about to send, more than is taken from it. */
    public void tooBig() {
        ends(CloseReason.TOO_BIG);
    }

    /**
     * Ends the client for something that it sent or is about to send, once the messages before have been answered;
     * takes nothing more from it. Called by any thread; does not block.
     */
    public void refuse(CloseReason reason) {
        ends(reason);
    }

    /**
     * The client has said goodbye, or the connection is about to close; {@link #gone} follows when it has. May be
     * called like that.
     */
    public void leaves() {
        client.end(CloseReason.GONE);
    }

    /**
     * The connection is gone. May be called more than once, by any thread, and after the server itself ended the
     * client.
     */
    public void gone() {
        client.end(CloseReason.GONE);
        client.closed();
    }

    /** A decoded frame came. A heartbeat is answered at once if the messages before it take long. */
    public void received(Inbound inbound) {
        received(inbound, client.mailbox().isStuck(), true);
    }

    /**
     * A decoded frame came together with others, as in the body of a post: a heartbeat too waits for its turn, and
     * takes its place among the messages that may wait.
     *
     * @param urgent whether a heartbeat may overtake the messages that waited before, if they take long
     */
    public void receivedTogether(Inbound inbound, boolean urgent) {
        received(inbound, false, urgent);
    }

    /** Whether a message has a ref or join ref over the limit, which closes the client. */
    public boolean hasLongRef(Inbound inbound) {
        return inbound instanceof Inbound.Message message
                && message.refBytes() > client.socket().settings().limits().refBytes();
    }

    private void received(Inbound inbound, boolean stuck, boolean urgent) {
        client.heard();
        client.runtime().counters().count(Counter.MESSAGES_RECEIVED);
        if (inputClosed) {
            return;
        }
        if (inbound instanceof Inbound.Malformed wrong) {
            client.state().malformed(wrong.reason());
            ends(CloseReason.MALFORMED);
        } else if (!(inbound instanceof Inbound.Message message)) {
            throw new AssertionError(inbound);
        } else if (hasLongRef(message)) {
            ends(CloseReason.REF_TOO_LONG);
        } else if (!message.isHeartbeat()) {
            put(new MessageItem(rules, message));
        } else if (stuck) {
            new HeartbeatItem(client, message, urgent).run();
        } else {
            put(new HeartbeatItem(client, message, urgent));
        }
    }

    private void put(Mailbox.Item item) {
        CloseReason flooding = client.mailbox().put(item);
        if (flooding != null) {
            inputClosed = true;
            client.end(flooding);
        }
    }

    /** Ends the client after the messages before have been answered. */
    private void ends(CloseReason reason) {
        if (!inputClosed) {
            inputClosed = true;
            client.mailbox().putLast(new ActionItem(() -> client.end(reason)));
        }
    }

    /**
     * Ends a client that is too slow or silent, and answers heartbeats that their messages keep waiting, and joins and
     * leaves that their handler leaves open.
     */
    private void checkTimes(long now) {
        Timeouts timeouts = client.socket().settings().timeouts();
        if (client.outbox().overdue(now, Nanos.of(timeouts.send()))) {
            client.end(CloseReason.SLOW);
        } else if (isIdle(now, Nanos.of(timeouts.idle()))) {
            client.end(CloseReason.IDLE);
        } else {
            client.mailbox().runUrgent();
            rules.sweep(now, Nanos.of(timeouts.join()));
        }
    }

    /** Whether nothing has been heard for too long; a client that is not read from cannot be. */
    private boolean isIdle(long now, long idleNanos) {
        return now - client.lastHeard() > idleNanos && !client.mailbox().isHeldBack();
    }
}
