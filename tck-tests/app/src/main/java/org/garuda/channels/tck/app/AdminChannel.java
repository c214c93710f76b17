package org.garuda.channels.tck.app;

import jakarta.annotation.security.RolesAllowed;
import org.garuda.channels.Channel;

/** For administrators. */
@Channel("roles:admin")
@RolesAllowed("admin")
public class AdminChannel extends CheckChannel {

    /** For CDI and for plain Java. */
    public AdminChannel() {}
}
