package org.garuda.channels.core.internal.topic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the handler of a topic: an exact pattern first, then the longest prefix. Immutable. */
public final class Router {

    private final Map<String, Route> exact = new HashMap<>();
    private final List<Prefix> prefixes = new ArrayList<>();
    private final List<Route> routes;

    /**
     * Checks the patterns of all handlers.
     *
     * @throws IllegalArgumentException when a handler has no pattern, a pattern is bad, or two handlers have the same
     *     one; the message names pattern, classes and remedy
     */
    public Router(List<Route> routes) {
        this.routes = routes.stream().sorted(Comparator.comparing(Route::name)).toList();
        Map<String, Route> seen = new HashMap<>();
        for (Route route : this.routes) {
            if (route.patterns().isEmpty()) {
                throw new IllegalArgumentException("the channel handler " + route.name()
                        + " names no topics; write at least one pattern in @Channel, like \"rooms:*\"");
            }
            for (String pattern : route.patterns()) {
                TopicPattern checked = TopicPattern.of(pattern, route.name());
                Route other = seen.put(pattern, route);
                if (other != null) {
                    throw new IllegalArgumentException("both " + other.name() + " and " + route.name()
                            + " take the topics \"" + pattern + "\"; give one of them another pattern in @Channel");
                }
                if (checked.isPrefix()) {
                    prefixes.add(new Prefix(checked.stem(), route));
                } else {
                    exact.put(pattern, route);
                }
            }
        }
        prefixes.sort(Comparator.comparingInt((Prefix prefix) -> prefix.text().length())
                .reversed());
    }

    /** The route of a topic, or null when no handler takes it. */
    public @Nullable Route find(String topic) {
        Route route = exact.get(topic);
        if (route != null) {
            return route;
        }
        for (Prefix prefix : prefixes) {
            if (topic.startsWith(prefix.text())) {
                return prefix.route();
            }
        }
        return null;
    }

    /** All routes, in the order of their class names. */
    public List<Route> routes() {
        return routes;
    }

    private record Prefix(String text, Route route) {}
}
