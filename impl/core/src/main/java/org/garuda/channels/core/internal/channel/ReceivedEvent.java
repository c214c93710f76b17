package org.garuda.channels.core.internal.channel;

import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.Objects;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.core.internal.logging.Printable;
import org.garuda.channels.core.internal.protocol.Inbound;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.garuda.channels.core.internal.topic.EncodedEvent;
import org.jspecify.annotations.Nullable;

/** What a client said on a channel, for the channel's handler. */
public final class ReceivedEvent extends EncodedEvent {

    /** What an answer to the event means. */
    public enum Kind {
        /** It allows or refuses a join. */
        JOIN,
        /** It allows or refuses a leave. */
        LEAVE,
        /** It is a reply. */
        MESSAGE
    }

    private final Kind kind;
    private final ChannelConn channel;
    private final @Nullable String ref;
    private final @Nullable String joinRef;

    /** The event of a message that came on a channel. */
    public ReceivedEvent(ChannelConn channel, Kind kind, String event, Inbound.Message message, PayloadCodec codec) {
        super(channel.topic(), event, message.payload(), codec);
        this.kind = kind;
        this.channel = channel;
        this.ref = message.ref();
        this.joinRef = message.joinRef();
    }

    /**
     * The message that an application answers.
     *
     * @throws IllegalArgumentException when it did not come on this channel
     */
    @SuppressWarnings("ReferenceEquality") // A channel is itself alone.
    static ReceivedEvent of(ChannelEvent event, ChannelConn channel) {
        Objects.requireNonNull(
                event, "the event to answer must not be null; give the one that the handler was called with");
        if (event instanceof ReceivedEvent received && received.channel == channel) {
            return received;
        }
        throw new IllegalArgumentException("\"" + event.event() + "\" did not come from this client on \""
                + channel.topic() + "\"; only a message given to this channel's handler can be answered");
    }

    /** The same, of one kind, whose name the message has otherwise. */
    static ReceivedEvent of(ChannelEvent event, ChannelConn channel, Kind kind) {
        ReceivedEvent received = of(event, channel);
        if (received.kind != kind) {
            throw new IllegalArgumentException(
                    "\"" + Printable.of(event.event()) + "\" on \"" + Printable.of(channel.topic()) + "\" is no "
                            + kind.name().toLowerCase(Locale.ROOT) + "; answer it with replyOk or replyError");
        }
        return received;
    }

    Kind kind() {
        return kind;
    }

    @Override
    protected @Nullable String refJson() {
        return ref;
    }

    @Override
    public JsonValue ref() {
        return parsed(ref);
    }

    @Override
    public JsonValue joinRef() {
        return parsed(joinRef);
    }
}
