package org.garuda.channels.presence;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.config.PresenceSettings;

/**
 * Who is on a topic, for the {@code Presence} class of phoenix.js. An application-scoped bean, {@code @Inject}ed in
 * CDI; without CDI the server hands it out.
 *
 * <p>A presence is a <em>key</em> on a topic (a user, say) with one <em>meta</em> for each time it is tracked (a
 * device, a tab). A channel tracks itself after its join was allowed, and asks for the list:
 *
 * <pre>{@code
 * public void joinChannel(ChannelConn conn, ChannelEvent event) {
 *     conn.allowJoin(event);
 *     presence.track(conn, userId, Map.of("device", "phone"));
 *     presence.pushState(conn);
 * }
 * }</pre>
 *
 * <p>What a channel tracks ends with the channel, whatever ends it. Each change reaches everyone on the topic as a
 * {@code presence_diff}; changes that come while an earlier one is still being sent travel together in one diff, and
 * what came and went in that time is not sent at all. The list of {@link #pushState} and the diffs fit together: a
 * client that applies them in the order in which they come has the server's list.
 *
 * <p>A meta is anything that JSON-B writes as a JSON object, a {@link JsonObject}, or the {@linkplain
 * ChannelEvent#rawPayload() raw payload} of an event. It is encoded before the method returns. Members named {@code
 * phx_ref} and {@code phx_ref_prev} belong to the protocol: the server sets them, and what an application puts there is
 * left out.
 *
 * <p>The keys {@code __proto__}, {@code constructor} and {@code prototype} do harm in old JavaScript clients and are
 * refused, unless {@link PresenceSettings#unsafeKeys()} says otherwise.
 *
 * <p>A presence has at most {@link PresenceSettings#metaBytes()} bytes of key and meta, and a client at most
 * {@link PresenceSettings#keysPerClient()} presences over all its channels.
 *
 * <p>Safe for use by any thread. No method waits for clients. Only {@link #list} and {@link #get} may block, namely as
 * long as a {@link PresenceFetcher} does. When a channel has ended, or the server has stopped, the methods that change
 * something do nothing.
 *
 * <p>Implemented by the library only; methods may be added.
 */
public interface Presence {

    /**
     * Tracks a channel under a key, until the channel ends or is untracked. A channel may be tracked under several
     * keys.
     *
     * @param conn the channel, joined
     * @param key the key, such as a user's id
     * @param meta a JSON object
     * @throws IllegalArgumentException when the key is refused, the meta is not written as a JSON object, both are too
     *     large, or the channel belongs to another server
     * @throws IllegalStateException when the join has not been allowed yet, the channel is tracked under this key
     *     already, or the client has as many presences as it may
     */
    void track(ChannelConn conn, String key, Object meta);

    /**
     * Replaces the meta of a channel; it moves behind the other metas of the key.
     *
     * @param conn the channel
     * @param key the key it is tracked under
     * @param meta a JSON object
     * @throws IllegalArgumentException when the meta is not written as a JSON object or too large, or the channel
     *     belongs to another server
     * @throws IllegalStateException when the channel is joined but not tracked under this key
     */
    void update(ChannelConn conn, String key, Object meta);

    /**
     * Replaces the meta of a channel by one that is made of it.
     *
     * @param conn the channel
     * @param key the key it is tracked under
     * @param change gets the meta so far, without the protocol's members, and gives a JSON object; called on the
     *     caller's thread, and again if another thread changed the meta meanwhile. What it throws reaches the caller,
     *     and nothing is changed
     * @throws IllegalArgumentException when the new meta is not written as a JSON object or too large, or the channel
     *     belongs to another server
     * @throws IllegalStateException when the channel is joined but not tracked under this key
     */
    void updateWith(ChannelConn conn, String key, Function<? super JsonObject, ?> change);

    /**
     * Ends the tracking of a channel under one key. Does nothing when it is not tracked.
     *
     * @param conn the channel
     * @param key the key
     * @throws IllegalArgumentException when the channel belongs to another server
     */
    void untrack(ChannelConn conn, String key);

    /**
     * Ends the tracking of a channel under all its keys. Does nothing when it is not tracked.
     *
     * @param conn the channel
     * @throws IllegalArgumentException when the channel belongs to another server
     */
    void untrack(ChannelConn conn);

    /**
     * Tracks a presence that no channel stands for, such as a background job's, until it is closed or the server stops.
     *
     * @param topic the topic; nobody needs to have joined it
     * @param key the key
     * @param meta a JSON object
     * @return what ends or changes this presence; several for the same topic and key do not disturb each other
     * @throws IllegalArgumentException when the key is refused, or the meta is not written as a JSON object
     */
    PresenceHandle track(String topic, String key, Object meta);

    /**
     * Sends the list of its topic to a channel, as {@code presence_state}; usually once after the join. The list is
     * taken, and sent, between two diffs: a moment after this method has returned if a diff is being sent. Encoded once
     * for all channels that ask for the same list. A client that has come back to the topic on the same connection is
     * told before, in a {@code presence_diff}, who went while it was away, as far as it may still hold them for
     * present.
     *
     * @param conn the channel, joined
     * @throws IllegalArgumentException when the channel belongs to another server
     * @throws IllegalStateException when the join has not been allowed yet
     */
    void pushState(ChannelConn conn);

    /**
     * Everyone who is on a topic at this moment. Costs nothing, however many they are, unless a {@link PresenceFetcher}
     * is asked.
     *
     * @param topic any topic
     * @return an immutable map from key to entry, in the order of the keys; empty if nobody is there. It can be pushed
     *     as it is
     */
    Map<String, PresenceEntry> list(String topic);

    /**
     * One key on a topic at this moment.
     *
     * @param topic any topic
     * @param key the key
     * @return the entry, or empty if nobody is there under the key
     */
    Optional<PresenceEntry> get(String topic, String key);

    /**
     * Has entries enriched before they are listed or sent. Where the patterns of several fetchers match a topic, only
     * the most specific one is asked.
     *
     * @param pattern topics, as in {@link org.garuda.channels.Channel}: exact, a template, or a prefix
     * @param fetcher the fetcher
     * @return ends it when closed
     * @throws IllegalArgumentException when the pattern is bad, or has a fetcher already
     */
    Registration fetchWith(String pattern, PresenceFetcher fetcher);

    /**
     * Listens to the changes on some topics.
     *
     * @param pattern topics, as in {@link org.garuda.channels.Channel}: exact, a template, or a prefix
     * @param listener the listener; each one whose pattern matches is told
     * @return ends it when closed
     * @throws IllegalArgumentException when the pattern is bad
     */
    Registration listen(String pattern, PresenceListener listener);
}
