package org.garuda.channels.jakarta.internal.cdi;

import java.util.Collections;
import java.util.List;
import org.garuda.channels.Channel;

/**
 * What a handler's class says about itself, however it was read.
 *
 * @param className the handler's class
 * @param scope the bean's scope, as a class name
 * @param patterns exact topics, templates, or prefixes that end in {@code *}
 * @param sockets base paths of the sockets on which the handler is reached; empty means all
 */
record HandlerDeclaration(String className, String scope, List<String> patterns, List<String> sockets) {

    /** Without {@link Channel} a handler takes every topic. */
    static final List<String> EVERY_TOPIC = List.of("*");

    HandlerDeclaration {
        patterns = List.copyOf(patterns);
        sockets = List.copyOf(sockets);
    }

    static HandlerDeclaration of(Class<?> type, String scope) {
        Channel channel = type.getAnnotation(Channel.class);
        return channel == null
                ? new HandlerDeclaration(type.getName(), scope, EVERY_TOPIC, List.of())
                : new HandlerDeclaration(type.getName(), scope, List.of(channel.value()), List.of(channel.sockets()));
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
