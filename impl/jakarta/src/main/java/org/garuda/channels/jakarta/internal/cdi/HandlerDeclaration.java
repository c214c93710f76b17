package org.garuda.channels.jakarta.internal.cdi;

import java.util.Collections;
import java.util.List;
import org.garuda.channels.Channel;
import org.garuda.channels.core.internal.typed.TypedClass;

/**
 * What a handler's class says about itself, however it was read.
 *
 * @param className the handler's class
 * @param scope the bean's scope, as a class name
 * @param patterns exact topics, templates, or prefixes that end in {@code *}
 * @param sockets base paths of the sockets on which the handler is reached; empty means all
 * @param typed whether methods of it are those of a typed handler, which has rules of its own
 */
record HandlerDeclaration(String className, String scope, List<String> patterns, List<String> sockets, boolean typed) {

    /** Without {@link Channel} a handler takes every topic. */
    static final List<String> EVERY_TOPIC = List.of("*");

    HandlerDeclaration {
        patterns = List.copyOf(patterns);
        sockets = List.copyOf(sockets);
    }

    static HandlerDeclaration of(Class<?> type, String scope) {
        Channel channel = type.getAnnotation(Channel.class);
        return new HandlerDeclaration(
                type.getName(),
                scope,
                channel == null ? EVERY_TOPIC : List.of(channel.value()),
                channel == null ? List.of() : List.of(channel.sockets()),
                TypedClass.isTyped(type));
    }

    /** Whether the handler is reached on the socket with this base path. */
    boolean on(String path) {
        return sockets.isEmpty() || sockets.contains(path);
    }

    /** Whether there may be a socket on which both are reached. */
    boolean meets(HandlerDeclaration other) {
        return sockets.isEmpty() || other.sockets.isEmpty() || !Collections.disjoint(sockets, other.sockets);
    }
}
