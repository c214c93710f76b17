package org.garuda.channels.core.engine;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.garuda.channels.TerminationReason;
import org.garuda.channels.core.logging.Printable;
import org.garuda.channels.core.logging.RateLimitedLog;
import org.garuda.channels.core.protocol.Frame;
import org.garuda.channels.core.protocol.FrameDecoder;
import org.garuda.channels.core.protocol.Inbound;
import org.garuda.channels.core.protocol.Payload;
import org.garuda.channels.core.protocol.ProtocolVersion;
import org.jspecify.annotations.Nullable;

/**
 * What a client says, and the protocol's answers to it. Transports call the public methods, one at a time for each client, and never wait for a handler. The rules
 * run in the client's mailbox, in the order of the messages; heartbeats too, as in Phoenix, unless their turn does not come soon.
 */
public final class Conversation {

    private static final System.Logger LOG = System.getLogger(Conversation.class.getName());

    private final Client client;
    private volatile @Nullable ClientChannel asked; // Whose handler may owe an answer.
    private volatile boolean deaf; // A client that polls may post twice at once.

    Conversation(Client client) {
        this.client = client;
    }

    /** The reason phrase of the close frame, which says what was wrong with a malformed frame; at most 123 bytes of UTF-8, as WebSocket wants. */
    public String closeText(CloseReason reason) {
        return client.closeText(reason);
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
        return client.engine().log();
    }

    /** What waits to be written to the client. */
    public Outbox outbox() {
        return client.outbox();
    }

    /** The largest message that is taken from the client, in bytes of UTF-8. */
    public int messageBytes() {
        return client.socket().config().limits().messageBytes();
    }

    /** How many parts a message of the client may have. */
    int messageParts() {
        return client.socket().config().limits().messageParts();
    }

    /** What the unfinished messages of the node's clients may hold together. */
    public ByteBudget unfinished() {
        return client.engine().unfinished();
    }

    /** Has something let go as soon as the client ends, however it ends; at once if it has. One thing at most; it must not block. */
    void atEnd(Runnable letGo) {
        client.atEnd(letGo);
    }

    /** The version of the protocol that the client speaks. */
    public ProtocolVersion version() {
        return client.version();
    }

    /**
     * Whether the client is so far ahead of its handlers that nothing more should be read from it, where that can be helped: a client that goes on is closed at
     * {@link org.garuda.channels.Limits#pendingMessages()}.
     *
     * @param caughtUp called once, if this tells true, when the handlers have caught up; any thread, under no lock; must not block
     */
    public boolean isAhead(Runnable caughtUp) {
        return client.mailbox().isAhead(caughtUp);
    }

    /**
     * Has something done as soon as the messages so far have been handled, also if the client ends before; perhaps at once, on this thread. It must not block. It takes
     * the place of one message among those that wait.
     *
     * @return false when so many wait that there is no place: then it is not done
     */
    public boolean afterwards(Runnable action) {
        return client.mailbox().put(new Afterwards(action)) == null;
    }

    /** The engine's clock, for {@link Outbox#poll}. */
    public long now() {
        return client.now();
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
     * Ends the client for something that it sent or is about to send, once the messages before have been answered; takes
     * nothing more from it. Called by any thread; does not block.
     */
    public void refuse(CloseReason reason) {
        ends(reason);
    }

    /** The client has said goodbye, or the connection is about to close; {@link #gone} follows when it has. May be called like that. */
    public void leaves() {
        client.end(CloseReason.GONE);
    }

    /** The connection is gone. May be called more than once, by any thread, and after the server itself ended the client. */
    public void gone() {
        client.end(CloseReason.GONE);
        client.engine().closed(client);
    }

    /** A decoded frame came. A heartbeat is answered at once if the messages before it take long. */
    public void received(Inbound inbound) {
        received(inbound, client.mailbox().isStuck(), true);
    }

    /**
     * A decoded frame came together with others, as in the body of a post: a heartbeat too waits for its turn, and takes its place among the messages that may wait.
     *
     * @param urgent whether a heartbeat may overtake the messages that waited before, if they take long
     */
    public void receivedTogether(Inbound inbound, boolean urgent) {
        received(inbound, false, urgent);
    }

    /** Whether a message has a ref or join ref over the limit, which closes the client. */
    public boolean hasLongRef(Inbound inbound) {
        return inbound instanceof Inbound.Message message
                && message.refBytes() > client.socket().config().limits().refBytes();
    }

    private void received(Inbound inbound, boolean stuck, boolean urgent) {
        client.heard();
        client.count(Counter.MESSAGES_RECEIVED);
        if (deaf) {
            return;
        }
        if (inbound instanceof Inbound.Malformed wrong) {
            client.malformed(wrong.reason());
            ends(CloseReason.MALFORMED);
        } else if (!(inbound instanceof Inbound.Message message)) {
            throw new AssertionError(inbound);
        } else if (hasLongRef(message)) {
            ends(CloseReason.REF_TOO_LONG);
        } else if (!message.isHeartbeat()) {
            put(new Turn(message));
        } else if (stuck) {
            new Heartbeat(message, urgent).run();
        } else {
            put(new Heartbeat(message, urgent));
        }
    }

    private void put(Mailbox.Item item) {
        CloseReason flooding = client.mailbox().put(item);
        if (flooding != null) {
            deaf = true;
            client.end(flooding);
        }
    }

    /** Ends the client after the messages before have been answered. */
    private void ends(CloseReason reason) {
        if (!deaf) {
            deaf = true;
            client.mailbox().putLast(new Farewell(reason));
        }
    }

    /** Whether nothing has been heard for too long; a client that is not read from cannot be. */
    boolean isIdle(long now, long idleNanos) {
        return now - client.lastHeard() > idleNanos && !client.mailbox().isHeldBack();
    }

    /** Answers heartbeats that their messages keep waiting, and joins and leaves that their handler has left open for too long; called by the sweep. */
    void sweep(long now, long joinNanos) {
        client.mailbox().hurry();
        ClientChannel channel = asked;
        if (channel != null && channel.state().isOverdue(now, joinNanos)) {
            client.count(Counter.ANSWERS_OVERDUE);
            boolean join = channel.refuse(Refusals.JOIN_TIMEOUT);
            channel.leaveOverdue();
            tellOverdue(channel, join);
        }
    }

    private void tellOverdue(ClientChannel channel, boolean join) {
        String what = channel.route().name() + (join ? ".joinChannel" : ".leaveChannel");
        client.engine()
                .log()
                .log(
                        LOG,
                        Level.WARNING,
                        what + " gave no answer",
                        () -> what + " gave no answer for \"" + Printable.of(channel.topic()) + "\" ("
                                + String.join(", ", channel.route().patterns()) + ") within "
                                + client.socket().config().timeouts().join() + " (channels.timeouts.join): call "
                                + (join
                                        ? "allowJoin or replyError once for each join; the client was told \"join timeout\""
                                        : "allowLeave or replyError once for each leave; the client has left"));
    }

    private boolean mayBlock(Inbound.Message message) {
        String topic = message.topic();
        if (topic == null) {
            return false;
        }
        ClientChannel channel = client.channels().get(topic);
        if (channel != null) {
            return !channel.route().nonBlocking();
        }
        Route route =
                "phx_join".equals(message.event()) ? client.socket().router().find(topic) : null;
        return route != null && !route.nonBlocking();
    }

    private void take(Turn turn) {
        Inbound.Message message = turn.message;
        if (client.hasEnded() && client.endReason() != CloseReason.GONE) {
            return;
        }
        String topic = message.topic();
        if (topic == null) {
            takeOddTopic(message);
            return;
        }
        ClientChannel channel = client.channels().get(topic);
        if (channel != null && channel.state().isEnding()) {
            takeAfterEnd(turn, channel);
        } else if ("phx_join".equals(message.event())) {
            join(message, topic, channel);
        } else if (channel == null || channel.state().isOver()) {
            takeUnjoined(message, topic);
        } else if (message.joinRef() != null && !Objects.equals(message.joinRef(), channel.joinRef())) {
            client.count(Counter.MESSAGES_STALE);
        } else if ("phx_leave".equals(message.event())) {
            leave(turn, channel);
        } else {
            deliver(message, channel);
        }
    }

    /** Another thread is making the end of the message's channel. */
    private void takeAfterEnd(Turn turn, ClientChannel channel) {
        client.mailbox().again(turn, () -> !channel.state().isEnding());
    }

    private void takeOddTopic(Inbound.Message message) {
        boolean leave = "phx_leave".equals(message.event());
        client.say(client.encoder()
                .replyToOddTopic(
                        leave ? message.joinRef() : null,
                        message.ref(),
                        String.valueOf(message.topicJson()),
                        leave,
                        leave ? Payload.EMPTY_OBJECT : Refusals.UNMATCHED_TOPIC));
    }

    private void takeUnjoined(Inbound.Message message, String topic) {
        if ("phx_leave".equals(message.event())) {
            client.say(client.encoder().reply(message.joinRef(), message.ref(), topic, true, Payload.EMPTY_OBJECT));
        } else {
            client.say(client.encoder().reply(null, message.ref(), topic, false, Refusals.UNMATCHED_TOPIC));
        }
    }

    private void join(Inbound.Message message, String topic, @Nullable ClientChannel predecessor) {
        if (client.hasEnded()) {
            return;
        }
        Route route = client.socket().router().find(topic);
        if (route == null) {
            client.say(client.encoder().reply(null, message.ref(), topic, false, Refusals.UNMATCHED_TOPIC));
            return;
        }
        if (longer(topic, client.socket().config().limits().topicBytes())) {
            client.count(Counter.NAMES_TOO_LONG);
            client.say(client.encoder().reply(message.joinRef(), message.ref(), topic, false, Refusals.TOPIC_TOO_LONG));
            return;
        }
        if (!route.access().join().allows(client)) {
            client.count(Counter.ROLES_MISSING);
            client.say(client.encoder().reply(message.joinRef(), message.ref(), topic, false, Refusals.FORBIDDEN));
            return;
        }
        if (predecessor == null
                && openChannels() >= client.socket().config().limits().channelsPerClient()) {
            client.count(Counter.CHANNELS_OVER_LIMIT);
            client.say(
                    client.encoder().reply(message.joinRef(), message.ref(), topic, false, Refusals.TOO_MANY_CHANNELS));
            return;
        }
        Frame closeOfPredecessor = null;
        if (predecessor != null) {
            if (predecessor.end(TerminationReason.REJOINED)) {
                closeOfPredecessor = predecessor.ended("phx_close", Payload.EMPTY_OBJECT);
            }
            client.callTerminated(predecessor); // Also one that ended by itself just now: before the new one begins.
        }
        ClientChannel channel =
                new ClientChannel(client, route, topic, message.joinRef(), message.ref(), closeOfPredecessor);
        client.channels().put(topic, channel);
        ReceivedEvent event = event(channel, ReceivedEvent.Kind.JOIN, "phx_join", message);
        asked = channel;
        client.engine().callOrFail(channel, "joinChannel", () -> route.handler().joinChannel(channel, event));
        await(channel);
    }

    private int openChannels() {
        int open = 0;
        for (ClientChannel channel : client.channels().values()) {
            open += channel.state().isOver() ? 0 : 1;
        }
        return open;
    }

    private void leave(Turn turn, ClientChannel channel) {
        if (client.hasEnded()) {
            return; // The channel has ended with its client.
        }
        ReceivedEvent event = event(channel, ReceivedEvent.Kind.LEAVE, "phx_leave", turn.message);
        if (!channel.state().leave(event, client.now())) {
            takeAfterEnd(turn, channel);
            return;
        }
        asked = channel;
        client.engine()
                .callOrFail(
                        channel, "leaveChannel", () -> channel.route().handler().leaveChannel(channel, event));
        await(channel);
    }

    private void deliver(Inbound.Message message, ClientChannel channel) {
        String name = message.event();
        if (name == null) {
            channel.fail("incomingMessage", new IllegalArgumentException("an event whose name is no string"));
        } else if (longer(name, client.socket().config().limits().eventBytes())) {
            client.count(Counter.NAMES_TOO_LONG);
            client.say(client.encoder()
                    .reply(message.joinRef(), message.ref(), channel.topic(), false, Refusals.EVENT_TOO_LONG));
        } else if (!channel.route().access().message().allows(client)) {
            client.count(Counter.ROLES_MISSING);
            client.say(client.encoder()
                    .reply(message.joinRef(), message.ref(), channel.topic(), false, Refusals.FORBIDDEN));
        } else {
            ReceivedEvent event = event(channel, ReceivedEvent.Kind.MESSAGE, name, message);
            client.engine()
                    .callOrFail(
                            channel,
                            "incomingMessage",
                            () -> channel.route().handler().incomingMessage(channel, event));
        }
    }

    /** The client's further messages wait for the handler's answer. */
    private void await(ClientChannel channel) {
        if (!answered(channel)) {
            client.mailbox().pauseUntil(() -> answered(channel));
        }
    }

    private boolean answered(ClientChannel channel) {
        boolean answered = channel.state().isSettled() || client.hasEnded();
        if (answered) {
            asked = null;
        }
        return answered;
    }

    private ReceivedEvent event(ClientChannel channel, ReceivedEvent.Kind kind, String name, Inbound.Message message) {
        return ReceivedEvent.from(
                channel, kind, name, message.payload(), message.ref(), message.joinRef(), client.codec());
    }

    private static boolean longer(String text, int bytes) {
        return text.length() * 3L > bytes && text.getBytes(StandardCharsets.UTF_8).length > bytes;
    }

    /** A client's message, waiting for its turn. */
    private final class Turn implements Mailbox.Item {
        private final Inbound.Message message;

        Turn(Inbound.Message message) {
            this.message = message;
        }

        @Override
        public boolean mayBlock() {
            return Conversation.this.mayBlock(message);
        }

        @Override
        public void run() {
            take(this);
        }

        @Override
        public int bytes() {
            return message.bytes();
        }

        @Override
        public boolean forgettable() {
            return true;
        }
    }

    /** What a transport wants done behind the messages that came before it. */
    private record Afterwards(Runnable action) implements Mailbox.Item {
        @Override
        public boolean mayBlock() {
            return false;
        }

        @Override
        public void run() {
            action.run();
        }
    }

    /** A heartbeat, waiting for its turn. */
    private final class Heartbeat implements Mailbox.Item {
        private final @Nullable String ref;
        private final int bytes;
        private final boolean urgent;

        /** Of the message only the ref is kept, but the whole frame counts, as for other messages. */
        Heartbeat(Inbound.Message message, boolean urgent) {
            this.ref = message.ref();
            this.bytes = message.bytes();
            this.urgent = urgent;
        }

        @Override
        public int bytes() {
            return bytes;
        }

        @Override
        public boolean mayBlock() {
            return false;
        }

        @Override
        public boolean forgettable() {
            return true;
        }

        @Override
        public boolean urgent() {
            return urgent;
        }

        @Override
        public void run() {
            client.say(client.encoder().reply(null, ref, "phoenix", true, Payload.EMPTY_OBJECT));
        }
    }

    /** The end, behind the messages that came before it. */
    private final class Farewell implements Mailbox.Item {
        private final CloseReason reason;

        Farewell(CloseReason reason) {
            this.reason = reason;
        }

        @Override
        public boolean mayBlock() {
            return false;
        }

        @Override
        public void run() {
            client.end(reason);
        }
    }
}
