package org.garuda.channels.core.internal.connection;

import org.garuda.channels.core.internal.protocol.Inbound;
import org.garuda.channels.core.internal.queue.Mailbox;

/** A client's message, waiting for its turn. */
record MessageItem(ProtocolRules rules, Inbound.Message message) implements Mailbox.Item {

    @Override
    public boolean mayBlock() {
        return rules.mayBlock(message);
    }

    @Override
    public void run() {
        rules.apply(message, this);
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
