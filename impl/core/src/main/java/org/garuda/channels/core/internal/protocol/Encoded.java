package org.garuda.channels.core.internal.protocol;

/** An object that knows its own JSON, so that JSON-B is not asked for it. */
public interface Encoded {

    /** Its JSON; the same each time. */
    Payload.Json encoded();
}
