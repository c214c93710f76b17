package org.garuda.channels.core.internal.connection;

import org.garuda.channels.core.internal.queue.Mailbox;

/** Something short that is done behind the messages that came before it. */
record ActionItem(Runnable action) implements Mailbox.Item {

    @Override
    public boolean mayBlock() {
        return false;
    }

    @Override
    public void run() {
        action.run();
    }
}
