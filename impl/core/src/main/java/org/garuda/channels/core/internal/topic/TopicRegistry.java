package org.garuda.channels.core.internal.topic;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who has joined which topic on this node. A topic exists as long as it has a subscriber. */
public final class TopicRegistry {

    private final ConcurrentHashMap<String, Topic> topics = new ConcurrentHashMap<>();
    private final @Nullable TopicReadiness readiness;

    /** @param readiness is told which topics there are; null if there are no other nodes */
    public TopicRegistry(@Nullable TopicReadiness readiness) {
        this.readiness = readiness;
    }

    /** Whether what other nodes broadcast comes here; null if there are no others. */
    public @Nullable TopicReadiness readiness() {
        return readiness;
    }

    public void add(Subscriber subscriber) {
        topics.compute(subscriber.topic(), (name, known) -> {
            Topic topic = known == null ? made(name) : known;
            topic.add(subscriber);
            return topic;
        });
    }

    private Topic made(String name) {
        if (readiness != null) {
            readiness.opened(name);
        }
        return new Topic();
    }

    public void remove(Subscriber subscriber) {
        topics.computeIfPresent(subscriber.topic(), (name, topic) -> {
            if (!topic.remove(subscriber)) {
                return topic;
            }
            if (readiness != null) {
                readiness.closed(name);
            }
            return null;
        });
    }

    /** Does something with each subscriber of some topics; others may come and go meanwhile. */
    public void each(Predicate<String> which, Consumer<Subscriber> action) {
        topics.forEach((name, topic) -> {
            if (which.test(name)) {
                for (Subscriber subscriber : topic.members()) {
                    action.accept(subscriber);
                }
            }
        });
    }

    @Nullable
    Topic find(String name) {
        return topics.get(name);
    }

    public int size() {
        return topics.size();
    }
}
