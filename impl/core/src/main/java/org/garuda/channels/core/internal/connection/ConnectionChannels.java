package org.garuda.channels.core.internal.connection;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.TerminationReason;
import org.garuda.channels.core.internal.channel.ChannelSession;
import org.garuda.channels.core.internal.queue.Mailbox;
import org.jspecify.annotations.Nullable;

/**
 * The channels of one connection, by topic. Only the item of the mailbox that has its turn adds one; they end on any
 * thread.
 */
final class ConnectionChannels {

    private final Map<String, ChannelSession> channels = new ConcurrentHashMap<>(4);

    @Nullable
    ChannelSession find(String topic) {
        return channels.get(topic);
    }

    void add(ChannelSession channel) {
        channels.put(channel.topic(), channel);
    }

    /** Nothing changes if the client has joined the topic anew. */
    void forget(ChannelConn channel) {
        channels.remove(channel.topic(), channel);
    }

    /** How many are not over. */
    int open() {
        int open = 0;
        for (ChannelSession channel : channels.values()) {
            open += channel.state().isOver() ? 0 : 1;
        }
        return open;
    }

    /** The topics of those that are joined. */
    Set<String> joined() {
        return channels.values().stream()
                .filter(ChannelSession::isJoined)
                .map(ChannelSession::topic)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether another thread is making the end of one of them. */
    private boolean isAnyEnding() {
        return channels.values().stream().anyMatch(channel -> channel.state().isEnding());
    }

    /** Ends them together with their client. */
    void end(TerminationReason reason) {
        channels.values().forEach(channel -> channel.endWithClient(reason));
    }

    /** Tells their handlers that they have ended, and forgets them. */
    private void callTerminated() {
        List.copyOf(channels.values()).forEach(ChannelSession::callTerminated);
        channels.clear();
    }

    /**
     * The end of the client, for its handlers: behind all its messages, and behind the ends of its channels.
     *
     * @param tellHandlers calls the handlers' disconnect; never throws
     */
    Mailbox.Item lastItem(Mailbox mailbox, Runnable tellHandlers) {
        return new Mailbox.Item() {
            @Override
            public boolean mayBlock() {
                return true;
            }

            @Override
            public void run() {
                if (isAnyEnding()) {
                    mailbox.again(this, () -> !isAnyEnding());
                } else {
                    callTerminated();
                    tellHandlers.run();
                }
            }
        };
    }
}
