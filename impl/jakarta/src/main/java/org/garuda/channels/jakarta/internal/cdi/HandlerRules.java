package org.garuda.channels.jakarta.internal.cdi;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.garuda.channels.core.internal.topic.TopicPattern;

/** What must be right about handlers before an application may start. Each problem names class, pattern and remedy. */
final class HandlerRules {

    private static final Set<String> SCOPES = Set.of(
            "jakarta.enterprise.context.ApplicationScoped",
            "jakarta.inject.Singleton",
            "jakarta.enterprise.context.Dependent");

    private HandlerRules() {}

    /** All problems of all handlers; empty when the application may start. */
    static List<String> problems(List<HandlerDeclaration> handlers) {
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < handlers.size(); i++) {
            HandlerDeclaration handler = handlers.get(i);
            problems.addAll(scope(handler));
            problems.addAll(patterns(handler));
            for (HandlerDeclaration other : handlers.subList(i + 1, handlers.size())) {
                problems.addAll(shared(handler, other));
            }
        }
        return problems;
    }

    /** One object serves all clients, for as long as the application runs. */
    static List<String> scope(HandlerDeclaration handler) {
        if (SCOPES.contains(handler.scope())) {
            return List.of();
        }
        return List.of("the channel handler " + handler.className() + " for " + quoted(handler.patterns())
                + " has the scope @" + handler.scope()
                + ", but one object serves all clients; make it @ApplicationScoped (which @Channel alone does), and"
                + " inject what belongs to one call into it");
    }

    private static List<String> patterns(HandlerDeclaration handler) {
        List<String> problems = new ArrayList<>();
        if (handler.patterns().isEmpty() && !handler.typed()) {
            problems.add("the channel handler " + handler.className()
                    + " names no topics; write at least one pattern in @Channel, like \"rooms:*\"");
        }
        List<TopicPattern> seen = new ArrayList<>();
        for (String text : handler.patterns()) {
            try {
                TopicPattern pattern = TopicPattern.of(text, "the channel handler " + handler.className());
                if (seen.contains(pattern)) {
                    problems.add("the channel handler " + handler.className() + " names \"" + text
                            + "\" more than once; name it once in @Channel");
                }
                seen.add(pattern);
            } catch (IllegalArgumentException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        for (String path : handler.sockets()) {
            if (!path.startsWith("/") || path.endsWith("/")) {
                problems.add("the channel handler " + handler.className() + " for " + quoted(handler.patterns())
                        + " names the socket \"" + path
                        + "\"; write the base path of a socket in @Channel(sockets = …), like \"/socket\"");
            }
        }
        return problems;
    }

    private static List<String> shared(HandlerDeclaration one, HandlerDeclaration other) {
        if (!one.meets(other)) {
            return List.of();
        }
        if (one.className().compareTo(other.className()) > 0) {
            return shared(other, one); // Beans are found in any order, and the sentence is the same.
        }
        List<TopicPattern> taken = usable(other);
        return usable(one).stream()
                .filter(taken::contains)
                .distinct()
                .map(pattern -> {
                    TopicPattern same = taken.get(taken.indexOf(pattern));
                    return "both " + one.className() + " and " + other.className() + " take the topics \"" + pattern
                            + "\"" + (same.text().equals(pattern.text()) ? "" : ", as \"" + same + "\"")
                            + "; give one of them another pattern in @Channel, or another socket in"
                            + " @Channel(sockets = …)";
                })
                .toList();
    }

    /** A handler's patterns, without those that are a problem of their own. */
    private static List<TopicPattern> usable(HandlerDeclaration handler) {
        List<TopicPattern> usable = new ArrayList<>();
        for (String text : handler.patterns()) {
            try {
                usable.add(TopicPattern.of(text, handler.className()));
            } catch (IllegalArgumentException e) {
                continue; // Told by patterns().
            }
        }
        return usable;
    }

    static String quoted(List<String> patterns) {
        return "\"" + String.join("\", \"", patterns) + "\"";
    }
}
