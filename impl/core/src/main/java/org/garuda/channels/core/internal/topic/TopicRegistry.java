package org.garuda.channels.core.internal.topic;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who has joined which topic on this node. A topic exists as long as it has a subscriber. */
public final class TopicRegistry {

    private final ConcurrentHashMap<String, Topic> topics = new ConcurrentHashMap<>();

    public void add(Subscriber subscriber) {
        topics.compute(subscriber.topic(), (name, known) -> {
            Topic topic = known == null ? new Topic() : known;
            topic.add(subscriber);
            return topic;
        });
    }

    public void remove(Subscriber subscriber) {
        topics.computeIfPresent(subscriber.topic(), (name, topic) -> topic.remove(subscriber) ? null : topic);
    }

    @Nullable
    Topic find(String name) {
        return topics.get(name);
    }

    public int size() {
        return topics.size();
    }
}
