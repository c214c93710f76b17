package org.garuda.channels.tck.app;

import jakarta.annotation.security.RolesAllowed;
import org.garuda.channels.Channel;

/** For clerks. */
@Channel("roles:clerk")
@RolesAllowed("clerk")
public class ClerkChannel extends CheckChannel {

    /** For CDI and for plain Java. */
    public ClerkChannel() {}
}
