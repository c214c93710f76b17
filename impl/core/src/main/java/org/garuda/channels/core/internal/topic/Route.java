package org.garuda.channels.core.internal.topic;

import java.util.List;
import java.util.Set;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.NonBlocking;
import org.garuda.channels.core.internal.access.Access;
import org.garuda.channels.core.internal.access.AccessReader;

/**
 * A handler and the topics that lead to it.
 *
 * @param name the handler's class, as messages name it
 * @param handler the handler
 * @param patterns exact topics, templates, or prefixes that end in {@code *}; none if it is asked about connecting alone
 * @param nonBlocking whether its callbacks may run on the container's I/O thread
 * @param intercepted the broadcast events that go through the handler for each receiver
 * @param access who may join the topics, and send to them
 * @param hearsMissed whether it does anything when broadcasts of other nodes are missing
 */
public record Route(
        String name,
        ChannelHandler handler,
        List<String> patterns,
        boolean nonBlocking,
        Set<String> intercepted,
        Access access,
        boolean hearsMissed) {

    /** Copies the collections. */
    public Route {
        patterns = List.copyOf(patterns);
        intercepted = Set.copyOf(intercepted);
    }

    /**
     * The route that a handler's class asks for with its annotations; without {@link Channel} it takes every topic.
     *
     * @throws IllegalArgumentException when there is no pattern, or the class asks for roles in a way that cannot be honoured
     */
    public static Route of(ChannelHandler handler) {
        Channel channel = handler.getClass().getAnnotation(Channel.class);
        return of(channel == null ? List.of("*") : List.of(channel.value()), handler);
    }

    /**
     * The route of a handler to the given topics.
     *
     * @throws IllegalArgumentException when there is no pattern, or the class asks for roles in a way that cannot be honoured
     */
    public static Route of(List<String> patterns, ChannelHandler handler) {
        Class<?> type = handler.getClass();
        if (patterns.isEmpty()) {
            throw new IllegalArgumentException("the channel handler " + type.getName()
                    + " names no topics; write at least one pattern in @Channel, like \"rooms:*\"");
        }
        return new Route(
                type.getName(),
                handler,
                patterns,
                type.isAnnotationPresent(NonBlocking.class),
                handler.interceptedEvents(),
                AccessReader.of(type),
                hearsMissed(type));
    }

    /** Whether a handler's class has a {@code missed} of its own: so that a gap costs nothing where nobody listens. */
    public static boolean hearsMissed(Class<?> type) {
        try {
            return type.getMethod("missed", ChannelConn.class).getDeclaringClass() != ChannelHandler.class;
        } catch (NoSuchMethodException e) {
            return true;
        }
    }
}
