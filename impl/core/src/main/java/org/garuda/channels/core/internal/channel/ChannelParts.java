package org.garuda.channels.core.internal.channel;

import java.util.Objects;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.queue.Mailbox;
import org.garuda.channels.core.internal.topic.Route;
import org.jspecify.annotations.Nullable;

/** A channel as its parts see it. */
interface ChannelParts extends LibraryChannel {

    ChannelServices services();

    ChannelConnection connection();

    Route route();

    ChannelState state();

    /** The join ref as the client sent it, or null. */
    @Nullable
    String joinRef();

    /** The ref that goes into what the server sends about the join. */
    @Nullable
    String outRef();

    /** Calls the handler; what it throws ends the channel. */
    void call(String callback, Runnable action);

    /** Ends the channel for what a callback has thrown. */
    void fail(String callback, Throwable cause);

    /** Tells the handler that the channel has ended, unless it was told before. */
    void callTerminated();

    @Override
    default void callAside(String callback, Runnable action) {
        boolean surrounded = route().handler() instanceof SurroundedHandler;
        call(callback, surrounded ? () -> ((SurroundedHandler) route().handler()).with(client(), action) : action);
    }

    @Override
    default void callFirst(String callback, Runnable action) {
        connection().mailbox().putFirst(new AddedCallback(this, callback, action));
    }

    @Override
    default void count(Counter counter) {
        services().runtime().counters().count(counter);
    }

    @Override
    default void push(ChannelEvent event) {
        requireEvent(event);
        push(event.event(), event.rawPayload());
    }

    @Override
    default void broadcast(ChannelEvent event) {
        requireEvent(event);
        broadcast(event.event(), event.rawPayload());
    }

    @Override
    default void broadcastFrom(ChannelEvent event) {
        requireEvent(event);
        broadcastFrom(event.event(), event.rawPayload());
    }

    private static void requireEvent(ChannelEvent event) {
        Objects.requireNonNull(event, "the event must not be null; ChannelEvent.of(…) makes one");
    }

    /** A callback that a handler of the library's own has put before the client's next message. */
    record AddedCallback(ChannelParts channel, String callback, Runnable action) implements Mailbox.Item {

        @Override
        public boolean mayBlock() {
            return !channel.route().nonBlocking();
        }

        @Override
        public void run() {
            if (channel.isJoined()) {
                channel.callAside(callback, action);
            }
        }
    }
}
