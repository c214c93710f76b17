package org.garuda.channels.core.internal.access;

import java.util.Set;

/**
 * Who may do what with a handler.
 *
 * @param connect who is let in by this handler
 * @param join who may join its topics
 * @param message who may send messages to them
 * @param roles every role that is named, whose holders the server must tell when a client connects
 */
public record Access(Rule connect, Rule join, Rule message, Set<String> roles) {

    /** A handler that asks for no role. */
    public static final Access OPEN = new Access(Rule.EVERYBODY, Rule.EVERYBODY, Rule.EVERYBODY, Set.of());

    /** Copies the roles. */
    public Access {
        roles = Set.copyOf(roles);
    }
}
