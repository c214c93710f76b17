package org.garuda.channels.core.engine;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who has joined which topic on this node. A topic exists as long as it has a subscriber. */
final class Topics {

    private final ConcurrentHashMap<String, Topic> topics = new ConcurrentHashMap<>();

    void add(ClientChannel channel) {
        topics.compute(channel.topic(), (name, known) -> {
            Topic topic = known == null ? new Topic() : known;
            topic.add(channel);
            return topic;
        });
    }

    void remove(ClientChannel channel) {
        topics.computeIfPresent(channel.topic(), (name, topic) -> topic.remove(channel) ? null : topic);
    }

    @Nullable
    Topic find(String name) {
        return topics.get(name);
    }

    int size() {
        return topics.size();
    }
}
