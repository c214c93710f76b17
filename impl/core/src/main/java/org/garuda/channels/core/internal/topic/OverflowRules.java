package org.garuda.channels.core.internal.topic;

import java.util.List;
import java.util.Map;
import org.garuda.channels.config.OverflowPolicy;

/**
 * Finds the overflow policy of a topic: the most specific pattern's, else clients that are too slow are disconnected.
 * Immutable.
 */
public final class OverflowRules {

    private static final OverflowPolicy DISCONNECT = OverflowPolicy.disconnect();

    private final List<Rule> rules;

    /** @throws IllegalArgumentException when a pattern is bad */
    public OverflowRules(Map<String, OverflowPolicy> policies) {
        rules = policies.entrySet().stream()
                .map(entry -> new Rule(TopicPattern.of(entry.getKey(), "an overflow policy"), entry.getValue()))
                .sorted((one, other) -> one.pattern().compareSpecificity(other.pattern()))
                .toList();
    }

    public OverflowPolicy of(String topic) {
        for (Rule rule : rules) {
            if (rule.pattern().matches(topic)) {
                return rule.policy();
            }
        }
        return DISCONNECT;
    }

    private record Rule(TopicPattern pattern, OverflowPolicy policy) {}
}
