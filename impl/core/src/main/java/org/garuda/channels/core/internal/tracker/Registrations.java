package org.garuda.channels.core.internal.tracker;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.garuda.channels.core.internal.topic.TopicPattern;
import org.garuda.channels.presence.Registration;
import org.jspecify.annotations.Nullable;

/** Objects of the application by topic pattern. Safe for use by any thread. */
final class Registrations<T> {

    private static final class Hook<T> {
        private final TopicPattern pattern;
        private final T target;

        Hook(TopicPattern pattern, T target) {
            this.pattern = pattern;
            this.target = target;
        }
    }

    private final List<Hook<T>> hooks = new CopyOnWriteArrayList<>();

    Registration add(String pattern, T target) {
        return put(hook(pattern, target));
    }

    /** Adds what must be the only one with its pattern. */
    synchronized Registration addAlone(String pattern, T target) {
        Hook<T> hook = hook(pattern, target);
        for (Hook<T> other : hooks) {
            if (other.pattern.equals(hook.pattern)) {
                throw new IllegalArgumentException(
                        "both " + other.target.getClass().getName() + " and "
                                + target.getClass().getName() + " take the topics \"" + pattern
                                + "\"; give one of them another pattern");
            }
        }
        return put(hook);
    }

    private static <T> Hook<T> hook(String pattern, T target) {
        Objects.requireNonNull(target, "the object to be called must not be null");
        return new Hook<>(TopicPattern.of(pattern, target.getClass().getName()), target);
    }

    /** Those for a topic, in the order in which they were added. */
    List<T> all(String topic) {
        List<T> targets = new ArrayList<>();
        for (Hook<T> hook : hooks) {
            if (hook.pattern.matches(topic)) {
                targets.add(hook.target);
            }
        }
        return targets;
    }

    boolean any(String topic) {
        for (Hook<T> hook : hooks) {
            if (hook.pattern.matches(topic)) {
                return true;
            }
        }
        return false;
    }

    /** The one with the most specific pattern for a topic, or null. */
    @Nullable
    T best(String topic) {
        Hook<T> best = null;
        for (Hook<T> hook : hooks) {
            if (hook.pattern.matches(topic) && (best == null || hook.pattern.compareSpecificity(best.pattern) < 0)) {
                best = hook;
            }
        }
        return best == null ? null : best.target;
    }

    private Registration put(Hook<T> hook) {
        hooks.add(hook);
        return () -> hooks.remove(hook);
    }
}
