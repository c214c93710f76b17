package org.garuda.channels.presence;

import java.util.Map;

/**
 * Adds to presences what is not tracked with them, such as names from a database: in one call for a whole list, or for
 * everyone in a diff.
 *
 * <p>For {@code presence_state} and {@code presence_diff} it is called off the handlers' threads, with the context of a
 * callback, one call at a time for a topic. It may block; later diffs of the topic wait for it, and travel as one then.
 * If it throws, that is logged, and the entries are sent without the details. For {@link Presence#list} and {@link
 * Presence#get} it is called on the caller's thread, and what it throws reaches the caller.
 */
@FunctionalInterface
public interface PresenceFetcher {

    /**
     * Gives the details of some entries.
     *
     * @param topic their topic
     * @param entries the whole list, or everyone in one diff, with the metas that came and went; immutable
     * @return by key, what is to stand beside {@code metas} in the entry: anything that JSON-B writes as a JSON object
     *     without a member {@code metas}. Keys may be left out, and those that were not asked for are ignored
     */
    Map<String, ?> fetch(String topic, Map<String, PresenceEntry> entries);
}
