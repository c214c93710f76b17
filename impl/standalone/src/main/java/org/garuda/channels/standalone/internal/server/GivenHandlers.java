package org.garuda.channels.standalone.internal.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.core.internal.topic.Route;
import org.garuda.channels.core.internal.typed.TypedClass;
import org.garuda.channels.core.internal.typed.TypedHandlers;

/** The handlers that an application gives by itself, plain and typed ones. Used by one thread. */
public final class GivenHandlers {

    private record Typed(TypedClass declared, Object handler) {}

    private final List<Route> plain = new ArrayList<>();
    private final List<Typed> typed = new ArrayList<>();

    /** None. */
    public GivenHandlers() {}

    /**
     * Adds a handler on the topics that its class names, else on all.
     *
     * @throws IllegalArgumentException when it is a plain one that asks for something that cannot be honoured
     */
    public void add(Object handler) {
        requireHandler(handler);
        Channel channel = handler.getClass().getAnnotation(Channel.class);
        add(channel == null ? List.of("*") : List.of(channel.value()), handler);
    }

    /** The same on a topic pattern. */
    public void add(String pattern, Object handler) {
        requireHandler(handler);
        add(List.of(pattern), handler);
    }

    private void add(List<String> patterns, Object handler) {
        if (TypedClass.isTyped(handler.getClass())) {
            typed.add(new Typed(new TypedClass(handler.getClass(), patterns, List.of(), false), handler));
        } else if (handler instanceof ChannelHandler plainHandler) {
            plain.add(Route.of(patterns, plainHandler));
        } else {
            throw new IllegalArgumentException(
                    handler.getClass().getName() + " is no channel handler; implement " + ChannelHandler.class.getName()
                            + ", or annotate a method with @OnJoin and those for messages with @On");
        }
    }

    /**
     * The routes to all of them.
     *
     * @throws IllegalArgumentException when something is wrong with typed ones; all of it is in the message
     */
    public List<Route> routes() {
        TypedHandlers handlers =
                new TypedHandlers(typed.stream().map(Typed::declared).toList());
        List<Route> all = new ArrayList<>(plain);
        typed.forEach(given -> all.add(handlers.route(given.declared(), given.handler(), UnaryOperator.identity())));
        return all;
    }

    private static void requireHandler(Object handler) {
        Objects.requireNonNull(handler, "a handler must not be null");
    }
}
