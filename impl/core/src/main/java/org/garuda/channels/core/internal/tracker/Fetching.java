package org.garuda.channels.core.internal.tracker;

import jakarta.json.JsonObject;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.logging.Printable;
import org.garuda.channels.core.internal.logging.PrintableFailure;
import org.garuda.channels.core.internal.logging.RateLimitedLog;
import org.garuda.channels.core.internal.presence.PresenceList;
import org.garuda.channels.core.internal.protocol.Payload;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.garuda.channels.presence.PresenceFetcher;
import org.jspecify.annotations.Nullable;

/** Asks the application's fetchers for details. */
final class Fetching {

    private static final System.Logger LOG = System.getLogger(Fetching.class.getName());

    private final Registrations<PresenceFetcher> fetchers;
    private final PayloadCodec codec;
    private final CallContext context;
    private final RateLimitedLog log;

    Fetching(Registrations<PresenceFetcher> fetchers, NodeRuntime runtime) {
        this.fetchers = fetchers;
        this.codec = runtime.codec();
        this.context = runtime.context();
        this.log = runtime.log();
    }

    /** Whether a fetcher would be asked, so that telling clients may block. */
    boolean concerns(String topic) {
        return fetchers.best(topic) != null;
    }

    /** The list with details; what the fetcher throws reaches the caller. */
    PresenceList orThrow(String topic, PresenceList list) {
        PresenceFetcher fetcher = list.isEmpty() ? null : fetchers.best(topic);
        return fetcher == null ? list : list.withDetails(details(fetcher, topic, list));
    }

    /** The list with details, or without them if that fails. */
    PresenceList orPlain(String topic, PresenceList list) {
        return concerns(topic) ? list.withDetails(detailsOrNone(topic, list)) : list;
    }

    /** Details by key, none if that fails. */
    Map<String, JsonObject> detailsOrNone(String topic, PresenceList list) {
        PresenceFetcher fetcher = list.isEmpty() ? null : fetchers.best(topic);
        if (fetcher == null) {
            return Map.of();
        }
        AtomicReference<@Nullable Map<String, JsonObject>> details = new AtomicReference<>();
        try {
            context.run(new PrintableFailure.Callback(() -> details.set(details(fetcher, topic, list))));
        } catch (Throwable e) {
            String who = fetcher.getClass().getName();
            log.log(
                    LOG,
                    Level.WARNING,
                    who + ": " + e.getClass().getName(),
                    () -> who + " failed on \"" + Printable.of(topic) + "\"",
                    e);
        }
        Map<String, JsonObject> given = details.get();
        return given == null ? Map.of() : given;
    }

    private Map<String, JsonObject> details(PresenceFetcher fetcher, String topic, PresenceList list) {
        Map<String, JsonObject> details = new HashMap<>();
        fetcher.fetch(topic, list).forEach((key, value) -> {
            if (!(codec.encode(value) instanceof Payload.Json json)
                    || !json.isObject()
                    || codec.parse(json).asJsonObject().containsKey("metas")) {
                throw new IllegalArgumentException(fetcher.getClass().getName() + " gave details of \"" + key
                        + "\" that are not a JSON object, or have a member \"metas\"");
            }
            details.put(key, codec.parse(json).asJsonObject());
        });
        return details;
    }
}
