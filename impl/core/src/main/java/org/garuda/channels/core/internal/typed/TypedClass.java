package org.garuda.channels.core.internal.typed;

import java.util.List;

/**
 * A class that is to be a typed handler.
 *
 * @param type the class, never a proxy's
 * @param patterns its topics; none for a class that is asked about connecting alone
 * @param sockets base paths of the sockets on which it is reached; empty means all
 * @param managed whether a container makes the object and intercepts its methods
 */
public record TypedClass(Class<?> type, List<String> patterns, List<String> sockets, boolean managed) {

    /** Copies the lists. */
    public TypedClass {
        patterns = List.copyOf(patterns);
        sockets = List.copyOf(sockets);
    }

    /** Whether a class has methods of a typed handler, be it a {@link org.garuda.channels.ChannelHandler} too or not. */
    public static boolean isTyped(Class<?> type) {
        return AnnotatedMethods.areIn(type);
    }

    /** Whether there may be a socket on which both are reached. */
    boolean meets(TypedClass other) {
        return sockets.isEmpty() || other.sockets.isEmpty() || sockets.stream().anyMatch(other.sockets::contains);
    }
}
