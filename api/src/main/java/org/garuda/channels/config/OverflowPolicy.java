package org.garuda.channels.config;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.garuda.channels.ChannelEvent;

/**
 * What happens to a broadcast for a client whose outbox is full. Replies, pushes, closes, errors and presence never
 * fall under a policy: a client that has no room for them is closed. A client that reads nothing at all is closed in
 * any case, by the time limit on a single write ({@link Timeouts#send()}). Immutable.
 */
public final class OverflowPolicy {

    /** What a policy does; more may come. */
    public enum Action {
        /** See {@link OverflowPolicy#disconnect()}. */
        DISCONNECT,
        /** See {@link OverflowPolicy#dropOldest()}. */
        DROP_OLDEST,
        /** See {@link OverflowPolicy#dropNewest()}. */
        DROP_NEWEST,
        /** See {@link OverflowPolicy#conflate(Function)}. */
        CONFLATE
    }

    private static final OverflowPolicy DISCONNECT = keyless(Action.DISCONNECT);
    private static final OverflowPolicy DROP_OLDEST = keyless(Action.DROP_OLDEST);
    private static final OverflowPolicy DROP_NEWEST = keyless(Action.DROP_NEWEST);

    private final Action action;
    private final Function<ChannelEvent, String> key;

    private OverflowPolicy(Action action, Function<ChannelEvent, String> key) {
        this.action = action;
        this.key = key;
    }

    private static OverflowPolicy keyless(Action action) {
        return new OverflowPolicy(action, event -> "");
    }

    /**
     * The client is closed, and comes back with a fresh start: nothing is lost silently. The default.
     *
     * @return the policy
     */
    public static OverflowPolicy disconnect() {
        return DISCONNECT;
    }

    /**
     * The oldest waiting broadcast that falls under this policy makes room; if there is none, the new one is not sent
     * to this client. Broadcasts that have waited for longer than {@link OutboxLimits#age()} are dropped as well.
     *
     * @return the policy
     */
    public static OverflowPolicy dropOldest() {
        return DROP_OLDEST;
    }

    /**
     * The new broadcast is not sent to this client.
     *
     * @return the policy
     */
    public static OverflowPolicy dropNewest() {
        return DROP_NEWEST;
    }

    /**
     * A waiting broadcast is replaced by a newer one of the same topic and key, whether or not the outbox is full: for
     * values of which only the latest counts. The newer one takes the older one's place, so that a value that changes
     * all the time is not put off for ever; it may thus overtake broadcasts with other keys. A client that is too slow
     * even so is closed.
     *
     * @param key gives the key; called once for each broadcast, on the sender's thread; must not block. If it throws,
     *     the broadcast is sent without a key, which replaces nothing
     * @return the policy
     */
    public static OverflowPolicy conflate(Function<ChannelEvent, String> key) {
        return new OverflowPolicy(
                Action.CONFLATE, Objects.requireNonNull(key, "the function that gives the key must not be null"));
    }

    /**
     * What it does.
     *
     * @return the action
     */
    public Action action() {
        return action;
    }

    /**
     * The key of a broadcast: those with equal keys replace one another where the policy {@linkplain #conflate
     * conflates}.
     *
     * @param broadcast the broadcast
     * @return what the application's function gives; empty for other policies
     */
    public String key(ChannelEvent broadcast) {
        return key.apply(Objects.requireNonNull(broadcast, "the broadcast must not be null"));
    }

    @Override
    public String toString() {
        return action.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
