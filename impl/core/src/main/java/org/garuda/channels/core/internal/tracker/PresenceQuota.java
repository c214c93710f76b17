package org.garuda.channels.core.internal.tracker;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.config.PresenceSettings;
import org.garuda.channels.core.internal.channel.ChannelSession;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.metrics.Counters;

/**
 * What clients may have tracked: how many presences one client, and how large each. What the application tracks without
 * a channel is its own affair but for the size. Safe for use by any thread; holds clients that have something tracked
 * alone.
 */
final class PresenceQuota {

    private final PresenceSettings settings;
    private final Counters counters;
    private final Map<ChannelClient, Integer> tracked = new ConcurrentHashMap<>();

    PresenceQuota(PresenceSettings settings, Counters counters) {
        this.settings = settings;
        this.counters = counters;
    }

    /**
     * One more presence of an owner.
     *
     * @throws IllegalStateException when its client has as many as it may
     */
    void add(Object owner, String topic, String key) {
        if (owner instanceof ChannelSession channel) {
            int most = settings.keysPerClient();
            int now = tracked.merge(channel.client(), 1, Integer::sum);
            if (now > most) {
                remove(owner, 1);
                counters.count(Counter.PRESENCES_OVER_LIMIT);
                throw new IllegalStateException(
                        "\"" + key + "\" cannot be tracked on \"" + topic + "\": this client has " + most
                                + " presences already, and channels.limits.presence-keys allows no more");
            }
        }
    }

    /** Some presences of an owner are gone. */
    void remove(Object owner, int number) {
        if (owner instanceof ChannelSession channel) {
            tracked.computeIfPresent(channel.client(), (client, before) -> before > number ? before - number : null);
        }
    }

    /** How many clients have something tracked. */
    int clients() {
        return tracked.size();
    }

    /**
     * Looks at the size of a presence.
     *
     * @param members the meta's JSON without braces
     * @throws IllegalArgumentException when it is over the limit
     */
    void requireSize(String key, String members) {
        int most = settings.metaBytes();
        long chars = (long) key.length() + members.length();
        if (chars * 3 > most && bytes(key) + bytes(members) > most) {
            counters.count(Counter.PRESENCES_TOO_BIG);
            throw new IllegalArgumentException("a presence of " + (bytes(key) + bytes(members))
                    + " bytes of key and meta is over the limit of " + most
                    + " bytes; keep metas small, or raise channels.limits.presence-meta-bytes");
        }
    }

    private static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
