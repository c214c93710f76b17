package org.garuda.channels.tck.app.probe;

import org.garuda.channels.Channel;
import org.garuda.channels.NonBlocking;

/** The same on whichever thread brings a message, perhaps one of the server's own. */
@Channel("probe-prompt:*")
@NonBlocking
public class PromptProbeChannel extends ProbeChannel {

    /** Made by the container. */
    public PromptProbeChannel() {}
}
