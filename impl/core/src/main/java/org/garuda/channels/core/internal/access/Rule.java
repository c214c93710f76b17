package org.garuda.channels.core.internal.access;

import java.util.Set;
import org.garuda.channels.ChannelClient;

/**
 * Who may have a callback called.
 *
 * @param everybody whether no role is asked for
 * @param roles one of these is needed otherwise; if there are none, nobody has it
 */
public record Rule(boolean everybody, Set<String> roles) {

    /** Asks for nothing. */
    public static final Rule EVERYBODY = new Rule(true, Set.of());

    /** Lets nobody pass. */
    public static final Rule NOBODY = new Rule(false, Set.of());

    /** Copies the roles. */
    public Rule {
        roles = Set.copyOf(roles);
    }

    /** Whether the client may; asked for each message, so it must be cheap. */
    public boolean allows(ChannelClient client) {
        if (everybody) {
            return true;
        }
        for (String role : roles) {
            if (client.isUserInRole(role)) {
                return true;
            }
        }
        return false;
    }
}
