package org.garuda.channels.core.internal.tracker;

import jakarta.json.JsonObject;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.core.internal.channel.ChannelSession;
import org.garuda.channels.core.internal.presence.Meta;
import org.garuda.channels.core.internal.presence.PresenceLog;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.jspecify.annotations.Nullable;

/** Changes the presences of this node, each for its living owner, and has the changes told. */
@SuppressWarnings(
        "GuardedBy") // PresenceTopics.change does what it is given under the lock of the topic that it hands in.
final class OwnPresences {

    private static final Set<String> UNSAFE_KEYS = Set.of("__proto__", "constructor", "prototype");

    private final PresenceTopics topics;
    private final PayloadCodec codec;
    private final @Nullable PresenceLog journal;
    private final PresenceQuota quota;
    private final boolean unsafeKeys;
    private volatile boolean stopped;

    OwnPresences(
            PresenceTopics topics,
            PayloadCodec codec,
            @Nullable PresenceLog journal,
            PresenceQuota quota,
            boolean unsafeKeys) {
        this.topics = topics;
        this.codec = codec;
        this.journal = journal;
        this.quota = quota;
        this.unsafeKeys = unsafeKeys;
    }

    void track(Owner owner, String key, Object meta) {
        String members = members(meta);
        requireSafe(key);
        quota.requireSize(key, members);
        change(owner, topic -> topic.track(owner.self(), key, members));
    }

    void replace(Owner owner, String key, Object meta) {
        String members = members(meta);
        quota.requireSize(key, members);
        change(owner, topic -> topic.update(owner.self(), tracked(topic, owner, key), members));
    }

    /** Calls the change under no lock, and again if the meta was changed by another thread meanwhile. */
    void update(Owner owner, String key, Function<? super JsonObject, ?> change) {
        Objects.requireNonNull(change, "the function that changes the meta must not be null");
        boolean done = false;
        while (!done) {
            Meta[] current = new Meta[1];
            change(owner, topic -> current[0] = tracked(topic, owner, key));
            Meta before = current[0];
            if (before == null) {
                return; // The owner is gone.
            }
            String members = members(change.apply(before.value()));
            quota.requireSize(key, members);
            boolean[] same = {true};
            change(owner, topic -> {
                same[0] = tracked(topic, owner, key) == before;
                if (same[0]) {
                    topic.update(owner.self(), before, members);
                }
            });
            done = same[0];
        }
    }

    void untrack(Owner owner, String key) {
        drop(owner, topic -> topic.untrack(owner.self(), key));
    }

    void untrackAll(Owner owner) {
        drop(owner, topic -> topic.untrackAll(owner.self()));
    }

    private String members(Object meta) {
        Objects.requireNonNull(meta, "the meta must not be null; use Map.of() for an empty one");
        return Meta.members(meta, codec);
    }

    private void requireSafe(String key) {
        if (!unsafeKeys && UNSAFE_KEYS.contains(key)) {
            throw new IllegalArgumentException("the key \"" + key
                    + "\" does harm in old JavaScript clients; use another one, such as one with a prefix, or set"
                    + " channels.presence.unsafe-keys to true");
        }
    }

    /** Has the list sent to a channel. */
    void ask(ChannelSession channel) {
        change(Owner.of(channel), topic -> topic.ask(channel));
    }

    /**
     * A channel has ended, possibly in the middle of a broadcast, so that the telling must be left to another thread.
     */
    void ended(ChannelConn channel) {
        if (topics.find(channel.topic()) != null) {
            topics.change(channel.topic(), topic -> topic.ended(channel));
            topics.tellElsewhere(channel.topic());
        }
    }

    /** Everything of this node goes, and nothing comes any more. */
    void stop() {
        stopped = true;
        try {
            if (journal != null) {
                journal.leave();
            }
        } finally {
            topics.each("the end of one topic's presences", name -> {
                topics.change(name, TopicPresence::untrackOwn);
                topics.tellElsewhere(name);
            });
        }
    }

    boolean isStopped() {
        return stopped;
    }

    /** An owner that ends at this moment finds the change when its end takes the topic's lock. */
    private void change(Owner owner, Consumer<TopicPresence> action) {
        try {
            topics.change(owner.topic(), topic -> {
                if (owner.alive().getAsBoolean() && !stopped) {
                    action.accept(topic);
                }
            });
        } finally {
            topics.tell(owner.topic());
        }
    }

    /** Takes away something that may be there, without making a topic for it. */
    private void drop(Owner owner, Consumer<TopicPresence> action) {
        TopicPresence known = topics.find(owner.topic());
        if (known == null) {
            return;
        }
        synchronized (known) {
            if (!known.knows(owner.self())) {
                return;
            }
        }
        topics.change(owner.topic(), action);
        topics.tell(owner.topic());
    }

    private static Meta tracked(TopicPresence topic, Owner owner, String key) {
        Meta meta = topic.find(owner.self(), key);
        if (meta == null) {
            throw new IllegalStateException("\"" + key + "\" is not tracked on \"" + topic.name()
                    + "\" by this channel; track it before it is updated");
        }
        return meta;
    }
}
