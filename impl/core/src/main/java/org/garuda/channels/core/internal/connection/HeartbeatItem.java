package org.garuda.channels.core.internal.connection;

import org.garuda.channels.core.internal.protocol.Inbound;
import org.garuda.channels.core.internal.protocol.Payload;
import org.garuda.channels.core.internal.queue.Mailbox;
import org.jspecify.annotations.Nullable;

/**
 * A heartbeat, waiting for its turn. Of the message only the ref is kept, but the whole frame counts, as for other
 * messages.
 *
 * @param urgent whether it may overtake the messages that waited before, if they take long
 */
record HeartbeatItem(Connection connection, @Nullable String ref, int bytes, boolean urgent) implements Mailbox.Item {

    HeartbeatItem(Connection connection, Inbound.Message message, boolean urgent) {
        this(connection, message.ref(), message.bytes(), urgent);
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
    public void run() {
        connection.send(connection.encoder().reply(null, ref, "phoenix", true, Payload.EMPTY_OBJECT));
    }
}
