package org.garuda.channels.core.internal.channel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What an application keeps with a client or a channel. The map is made when it is first asked for: most clients and
 * channels never have one.
 */
public final class Attributes {

    private volatile @Nullable Map<String, Object> values;

    /** The one map, safe for use by any thread. */
    public Map<String, Object> values() {
        Map<String, Object> map = values;
        if (map == null) {
            synchronized (this) {
                map = values;
                if (map == null) {
                    map = new ConcurrentHashMap<>();
                    values = map;
                }
            }
        }
        return map;
    }
}
