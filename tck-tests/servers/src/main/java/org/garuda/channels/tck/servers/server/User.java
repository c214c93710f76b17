package org.garuda.channels.tck.servers.server;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Somebody whom a server knows.
 *
 * @param name the user's name
 * @param password the password
 * @param role what the user is, or nothing
 */
public record User(String name, String password, Optional<String> role) {

    /** Has the role {@code clerk}. */
    public static final User CLERK = new User("clerk", "clerk-secret", Optional.of("clerk"));

    /** Has no role. */
    public static final User GUEST = new User("guest", "guest-secret", Optional.empty());

    private static final List<User> ALL = List.of(CLERK, GUEST);

    /** Everybody. */
    static List<User> all() {
        return ALL;
    }

    /** Text for each user, in the form of some server's file. */
    static String all(Function<User, String> form) {
        return ALL.stream().map(form).collect(Collectors.joining());
    }

    /** The role as a list of roles or groups: its name, or empty. */
    String roles() {
        return role.orElse("");
    }
}
