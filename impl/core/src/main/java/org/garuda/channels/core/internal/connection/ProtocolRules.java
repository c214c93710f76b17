package org.garuda.channels.core.internal.connection;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.garuda.channels.config.ClientLimits;
import org.garuda.channels.core.internal.channel.ChannelSession;
import org.garuda.channels.core.internal.channel.ErrorReplies;
import org.garuda.channels.core.internal.channel.ReceivedEvent;
import org.garuda.channels.core.internal.logging.Printable;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.protocol.Frame;
import org.garuda.channels.core.internal.protocol.Inbound;
import org.garuda.channels.core.internal.protocol.Payload;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.queue.Mailbox;
import org.garuda.channels.core.internal.topic.Route;
import org.garuda.channels.core.internal.topic.RouteMatch;
import org.garuda.channels.core.internal.topic.TopicReadiness;
import org.jspecify.annotations.Nullable;

/**
 * The protocol's rules for a client's messages. They are applied by the item of the client's mailbox that has its turn,
 * so by one thread at a time and in the order of the messages, and may block as long as a handler does; the sweep calls
 * {@link #sweep} meanwhile.
 */
final class ProtocolRules {

    private static final System.Logger LOG = System.getLogger(ProtocolRules.class.getName());

    private final Connection client;
    private final TopicWait topicWait;
    private volatile @Nullable ChannelSession asked; // Whose handler may owe an answer.

    ProtocolRules(Connection client) {
        this.client = client;
        this.topicWait = new TopicWait(client.runtime(), client.mailbox(), client::hasEnded);
    }

    /** Whether a message leads to a handler that may block. */
    boolean mayBlock(Inbound.Message message) {
        String topic = message.topic();
        if (topic == null) {
            return false;
        }
        ChannelSession channel = client.channels().find(topic);
        if (channel != null) {
            return !channel.route().nonBlocking();
        }
        RouteMatch match =
                "phx_join".equals(message.event()) ? client.socket().router().find(topic) : null;
        return match != null && !match.route().nonBlocking();
    }

    /**
     * Applies the rules to a message.
     *
     * @param turn the message's item, which is put back when it has to wait for the end of its channel
     */
    void apply(Inbound.Message message, Mailbox.Item turn) {
        if (client.hasEnded()
                && client.endReason() != CloseReason.GONE) { // Else what it said before it went away counts.
            return;
        }
        String topic = message.topic();
        if (topic == null) {
            answerOddTopic(message);
            return;
        }
        ChannelSession channel = client.channels().find(topic);
        if (channel != null && channel.state().isEnding()) {
            awaitEnd(turn, channel);
        } else if ("phx_join".equals(message.event())) {
            join(message, turn, topic, channel);
        } else if (channel == null || channel.state().isOver()) {
            answerUnjoined(message, topic);
        } else if (message.joinRef() != null && !Objects.equals(message.joinRef(), channel.joinRef())) {
            client.runtime().counters().count(Counter.MESSAGES_STALE);
        } else if ("phx_leave".equals(message.event())) {
            leave(message, turn, channel);
        } else {
            deliver(message, channel);
        }
    }

    /** Answers joins and leaves that their handler has left open for too long; called by the sweep. */
    void sweep(long now, long joinNanos) {
        topicWait.sweep();
        ChannelSession channel = asked;
        if (channel != null && channel.state().isOverdue(now, joinNanos)) {
            client.runtime().counters().count(Counter.ANSWERS_OVERDUE);
            boolean join = channel.overruleJoin(ErrorReplies.JOIN_TIMEOUT);
            channel.grantOverdueLeave();
            tellOverdue(channel, join);
        }
    }

    private void tellOverdue(ChannelSession channel, boolean join) {
        String what = channel.route().name() + (join ? ".joinChannel" : ".leaveChannel");
        client.runtime()
                .log()
                .log(
                        LOG,
                        Level.WARNING,
                        what + " gave no answer",
                        () -> what + " gave no answer for \"" + Printable.of(channel.topic()) + "\" ("
                                + String.join(", ", channel.route().patterns()) + ") within "
                                + client.socket().settings().timeouts().join() + " (channels.timeouts.join): call "
                                + (join
                                        ? "allowJoin or replyError once for each join; the client was told \"join timeout\""
                                        : "allowLeave or replyError once for each leave; the client has left"));
    }

    /** Another thread is making the end of the message's channel. */
    private void awaitEnd(Mailbox.Item turn, ChannelSession channel) {
        client.mailbox().again(turn, () -> !channel.state().isEnding());
    }

    private void answerOddTopic(Inbound.Message message) {
        boolean leave = "phx_leave".equals(message.event());
        client.send(client.encoder()
                .replyToOddTopic(
                        leave ? message.joinRef() : null,
                        message.ref(),
                        String.valueOf(message.topicJson()),
                        leave,
                        leave ? Payload.EMPTY_OBJECT : ErrorReplies.UNMATCHED_TOPIC));
    }

    private void answerUnjoined(Inbound.Message message, String topic) {
        if ("phx_leave".equals(message.event())) {
            client.send(client.encoder().reply(message.joinRef(), message.ref(), topic, true, Payload.EMPTY_OBJECT));
        } else {
            client.send(client.encoder().reply(null, message.ref(), topic, false, ErrorReplies.UNMATCHED_TOPIC));
        }
    }

    private void answerError(Inbound.Message message, String topic, Payload.Json reason) {
        client.send(client.encoder().reply(message.joinRef(), message.ref(), topic, false, reason));
    }

    private void join(Inbound.Message message, Mailbox.Item turn, String topic, @Nullable ChannelSession predecessor) {
        if (client.hasEnded()) {
            return;
        }
        RouteMatch match = client.socket().router().find(topic);
        if (match == null) {
            client.send(client.encoder().reply(null, message.ref(), topic, false, ErrorReplies.UNMATCHED_TOPIC));
            return;
        }
        Payload.Json refusal = refusalOfJoin(topic, match.route(), predecessor);
        if (refusal != null) {
            answerError(message, topic, refusal);
            return;
        }
        TopicReadiness readiness =
                client.socket().services().channels().topics().readiness();
        if (readiness != null && !mayGoOn(readiness, message, turn, topic)) {
            return;
        }
        Frame closeOfPredecessor = null;
        if (predecessor != null) {
            closeOfPredecessor = predecessor.endForRejoin();
            predecessor.callTerminated(); // Also one that ended by itself just now: before the new one begins.
        }
        ChannelSession channel = new ChannelSession(
                client.socket().services().channels(),
                client,
                match,
                client.socket().overflow().of(topic),
                topic,
                message.joinRef(),
                message.ref(),
                closeOfPredecessor);
        client.channels().add(channel);
        ReceivedEvent event = event(channel, ReceivedEvent.Kind.JOIN, "phx_join", message);
        asked = channel;
        channel.call("joinChannel", event, () -> match.route().handler().joinChannel(channel, event));
        await(channel);
    }

    /** Whether what other nodes say on the topic comes here, or has been waited for long enough. */
    private boolean mayGoOn(TopicReadiness readiness, Inbound.Message message, Mailbox.Item turn, String topic) {
        TopicWait.Verdict verdict = topicWait.judge(readiness, topic, message, turn);
        if (verdict == TopicWait.Verdict.UNAVAILABLE) {
            answerError(message, topic, ErrorReplies.UNAVAILABLE);
        }
        return verdict == TopicWait.Verdict.GO;
    }

    /** What forbids a join before the handler is asked, and has been counted; or null. */
    private Payload.@Nullable Json refusalOfJoin(String topic, Route route, @Nullable ChannelSession predecessor) {
        ClientLimits limits = client.socket().settings().limits();
        if (isLonger(topic, limits.topicBytes())) {
            client.runtime().counters().count(Counter.NAMES_TOO_LONG);
            return ErrorReplies.TOPIC_TOO_LONG;
        }
        if (!route.access().join().allows(client.client())) {
            client.runtime().counters().count(Counter.ROLES_MISSING);
            return ErrorReplies.FORBIDDEN;
        }
        if (predecessor == null && client.channels().open() >= limits.channelsPerClient()) {
            client.runtime().counters().count(Counter.CHANNELS_OVER_LIMIT);
            return ErrorReplies.TOO_MANY_CHANNELS;
        }
        return null;
    }

    private void leave(Inbound.Message message, Mailbox.Item turn, ChannelSession channel) {
        if (client.hasEnded()) {
            return; // The channel has ended with its client.
        }
        ReceivedEvent event = event(channel, ReceivedEvent.Kind.LEAVE, "phx_leave", message);
        if (!channel.state().leave(event, client.now())) {
            awaitEnd(turn, channel);
            return;
        }
        asked = channel;
        channel.call("leaveChannel", event, () -> channel.route().handler().leaveChannel(channel, event));
        await(channel);
    }

    private void deliver(Inbound.Message message, ChannelSession channel) {
        String name = message.event();
        if (name == null) {
            channel.fail("incomingMessage", new IllegalArgumentException("an event whose name is no string"));
        } else if (isLonger(name, client.socket().settings().limits().eventBytes())) {
            client.runtime().counters().count(Counter.NAMES_TOO_LONG);
            answerError(message, channel.topic(), ErrorReplies.EVENT_TOO_LONG);
        } else if (!channel.route().access().message().allows(client.client())) {
            client.runtime().counters().count(Counter.ROLES_MISSING);
            answerError(message, channel.topic(), ErrorReplies.FORBIDDEN);
        } else {
            ReceivedEvent event = event(channel, ReceivedEvent.Kind.MESSAGE, name, message);
            channel.call(
                    "incomingMessage", event, () -> channel.route().handler().incomingMessage(channel, event));
        }
    }

    /** The client's further messages wait for the handler's answer. */
    private void await(ChannelSession channel) {
        if (!isAnswered(channel)) {
            client.mailbox().pauseUntil(() -> isAnswered(channel));
        }
    }

    private boolean isAnswered(ChannelSession channel) {
        boolean answered = channel.state().isSettled() || client.hasEnded();
        if (answered) {
            asked = null;
        }
        return answered;
    }

    private ReceivedEvent event(ChannelSession channel, ReceivedEvent.Kind kind, String name, Inbound.Message message) {
        return new ReceivedEvent(
                channel,
                kind,
                name,
                message,
                client.socket().services().runtime().codec());
    }

    private static boolean isLonger(String text, int bytes) {
        return text.length() * 3L > bytes && text.getBytes(StandardCharsets.UTF_8).length > bytes;
    }
}
