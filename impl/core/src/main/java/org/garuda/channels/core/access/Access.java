package org.garuda.channels.core.access;

import java.util.List;
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

    /**
     * What a handler's class says with {@code @RolesAllowed}, {@code @DenyAll}, {@code @PermitAll} and {@code @DeclareRoles}.
     *
     * @throws IllegalArgumentException when it says something that cannot be honoured; the message names class, method and remedy
     */
    public static Access of(Class<?> handler) {
        AccessReader reader = AccessReader.of(handler);
        if (!reader.problems().isEmpty()) {
            throw new IllegalArgumentException(String.join("; and ", reader.problems()));
        }
        return reader.access();
    }

    /** What a handler's class says that cannot be honoured; empty when everything can. */
    public static List<String> problems(Class<?> handler) {
        return AccessReader.of(handler).problems();
    }
}
