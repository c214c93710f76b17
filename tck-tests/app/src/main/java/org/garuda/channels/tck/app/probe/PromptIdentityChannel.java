package org.garuda.channels.tck.app.probe;

import org.garuda.channels.Channel;
import org.garuda.channels.ChannelHandshake;
import org.garuda.channels.NonBlocking;

/** The same on whichever thread brings a message, perhaps one of the server's own. */
@Channel("identity-prompt:*")
@NonBlocking
public class PromptIdentityChannel extends IdentityChannel {

    /** Made by the container. */
    public PromptIdentityChannel() {}

    @Override
    public void connect(ChannelHandshake handshake) {
        // The other has asked.
    }
}
