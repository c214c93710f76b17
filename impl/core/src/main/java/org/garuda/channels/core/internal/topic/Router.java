package org.garuda.channels.core.internal.topic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the handler of a topic: an exact pattern first, then the one with the most literal characters. Immutable. */
public final class Router {

    private final Map<String, RouteMatch> exact = new HashMap<>();
    private final List<RouteMatch> inexact = new ArrayList<>();
    private final List<Route> routes;

    /**
     * Checks the patterns of all handlers.
     *
     * @throws IllegalArgumentException when a pattern is bad, or two handlers have patterns
     *     of the same shape; the message names pattern, classes and remedy
     */
    public Router(List<Route> routes) {
        this.routes = routes.stream().sorted(Comparator.comparing(Route::name)).toList();
        Map<TopicPattern, RouteMatch> seen = new HashMap<>();
        for (Route route : this.routes) {
            for (String text : route.patterns()) {
                RouteMatch match = new RouteMatch(TopicPattern.of(text, route.name()), route);
                RouteMatch other = seen.put(match.pattern(), match);
                if (other != null) {
                    throw new IllegalArgumentException("both " + other.route().name() + " and " + route.name()
                            + " take the topics \"" + text + "\""
                            + (other.pattern().text().equals(text) ? "" : ", as \"" + other.pattern() + "\"")
                            + "; give one of them another pattern in @Channel");
                }
                if (match.pattern().isInexact()) {
                    inexact.add(match);
                } else {
                    exact.put(text, match);
                }
            }
        }
        inexact.sort((one, another) -> one.pattern().compareSpecificity(another.pattern()));
    }

    /** Where a topic leads, or null when no handler takes it. */
    public @Nullable RouteMatch find(String topic) {
        RouteMatch match = exact.get(topic);
        if (match != null) {
            return match;
        }
        for (RouteMatch candidate : inexact) {
            if (candidate.pattern().matches(topic)) {
                return candidate;
            }
        }
        return null;
    }

    /** All routes, in the order of their class names. */
    public List<Route> routes() {
        return routes;
    }
}
