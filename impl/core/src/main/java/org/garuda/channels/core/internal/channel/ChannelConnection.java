package org.garuda.channels.core.internal.channel;

import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.core.internal.protocol.FrameEncoder;
import org.garuda.channels.core.internal.protocol.ProtocolVersion;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.queue.Mailbox;
import org.garuda.channels.core.internal.queue.Offer;
import org.garuda.channels.core.internal.queue.Outbox;

/**
 * The connection of a channel's client, as far as a channel needs it. Safe for use by any thread; nothing here waits.
 */
public interface ChannelConnection {

    /** The client, as handlers see it. */
    ChannelClient client();

    /** The version of the protocol that the client speaks. */
    ProtocolVersion version();

    /** Encodes what the client is sent. */
    FrameEncoder encoder();

    /** What surrounds the callbacks for this client. */
    CallContext context();

    /** What waits to be written to the client. */
    Outbox outbox();

    /** What waits to be done for the client. */
    Mailbox mailbox();

    /** Follows up on an offer to the outbox: a client whose outbox is full is too slow. */
    void taken(Offer offer);

    /** Ends the client; only the first call has an effect. */
    void end(CloseReason reason);

    /** The channel is over, and its handler is told. */
    void forget(ChannelConn channel);
}
