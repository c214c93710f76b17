package org.garuda.channels.core.internal.broker;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which channels are wanted, which of them the broker has confirmed on the present link, and what it has to be asked
 * next. Subscribing and unsubscribing of one channel are never under way together: their answers could overtake each
 * other. Safe for use by any thread; stages are completed outside the lock.
 */
final class Subscriptions {

    private static final class Wanted {
        private CompletableFuture<Void> stage = new CompletableFuture<>();
        private boolean confirmed;

        /** Whether it was confirmed on an earlier link, so that a broker that refuses it now has changed its mind. */
        private boolean known;
    }

    /** Read without the lock for each message; changed under it. */
    private final Map<String, Wanted> wanted = new ConcurrentHashMap<>();

    @GuardedBy("this")
    private final Set<String> toSubscribe = new LinkedHashSet<>();

    @GuardedBy("this")
    private final Set<String> toUnsubscribe = new LinkedHashSet<>();

    @GuardedBy("this")
    private final Set<String> underWay = new HashSet<>();

    @GuardedBy("this")
    private boolean closed;

    boolean wants(String channel) {
        return wanted.containsKey(channel);
    }

    CompletionStage<Void> subscribe(String channel) {
        CompletableFuture<Void> stage;
        boolean confirmed = false;
        synchronized (this) {
            if (closed) {
                return CompletableFuture.failedStage(new IllegalStateException("the bus is closed"));
            }
            Wanted one = wanted.get(channel);
            if (one == null) {
                one = new Wanted();
                wanted.put(channel, one);
                if (toUnsubscribe.remove(channel)) {
                    // The broker never heard that it was not wanted.
                    confirmed = !underWay.contains(channel);
                    one.confirmed = confirmed;
                } else {
                    toSubscribe.add(channel);
                }
            }
            stage = one.stage;
        }
        if (confirmed) {
            stage.complete(null);
        }
        return stage.minimalCompletionStage();
    }

    void unsubscribe(String channel) {
        Wanted one;
        synchronized (this) {
            one = wanted.remove(channel);
            if (one == null) {
                return;
            }
            if (!toSubscribe.remove(channel)) {
                toUnsubscribe.add(channel);
            }
        }
        one.stage.completeExceptionally(new CancellationException("unsubscribed from " + channel));
    }

    /**
     * A new link knows nothing yet.
     *
     * @return how many channels it has to confirm
     */
    synchronized int restart() {
        toUnsubscribe.clear();
        underWay.clear();
        toSubscribe.clear();
        toSubscribe.addAll(wanted.keySet());
        return toSubscribe.size();
    }

    /** The link is gone, and with it whatever it has confirmed: from now on stages are open again. */
    synchronized void lost() {
        for (Wanted one : wanted.values()) {
            one.known |= one.confirmed;
            one.confirmed = false;
            if (one.stage.isDone()) {
                one.stage = new CompletableFuture<>();
            }
        }
        restart();
    }

    synchronized boolean hasWork() {
        return !toSubscribe.isEmpty() || !toUnsubscribe.isEmpty();
    }

    /** The next channels to unsubscribe from, which are then settled. */
    synchronized List<String> nextToUnsubscribe(int most) {
        return take(toUnsubscribe, most);
    }

    /** The next channels to subscribe to; under way until {@link #settle}. */
    synchronized List<String> nextToSubscribe(int most) {
        List<String> batch = take(toSubscribe, most);
        underWay.addAll(batch);
        return batch;
    }

    /**
     * The broker has answered.
     *
     * @param refused what it says, for each channel of the batch that it does not allow
     * @return the first channel that it allowed before and does not now, if there is one
     */
    @Nullable
    String settle(List<String> batch, Map<String, String> refused) {
        Map<String, CompletableFuture<Void>> settled = new HashMap<>();
        String lost = null;
        synchronized (this) {
            for (String channel : batch) {
                underWay.remove(channel);
                Wanted one = wanted.get(channel);
                boolean isRefused = refused.containsKey(channel);
                if (one == null) {
                    if (isRefused) {
                        toUnsubscribe.remove(channel);
                    }
                } else if (!isRefused) {
                    one.confirmed = true;
                    settled.put(channel, one.stage);
                } else if (one.known) {
                    lost = channel;
                } else {
                    wanted.remove(channel);
                    settled.put(channel, one.stage);
                }
            }
        }
        settled.forEach((channel, stage) -> {
            String reason = refused.get(channel);
            if (reason == null) {
                stage.complete(null);
            } else {
                stage.completeExceptionally(
                        new IllegalArgumentException("the broker refuses the channel " + channel + ": " + reason));
            }
        });
        return lost;
    }

    /** Nothing is wanted any more, nor will be. */
    void close() {
        List<CompletableFuture<Void>> open = new ArrayList<>();
        synchronized (this) {
            closed = true;
            wanted.values().forEach(one -> open.add(one.stage));
            wanted.clear();
            restart();
        }
        open.forEach(stage -> stage.completeExceptionally(new IllegalStateException("the bus is closed")));
    }

    private static List<String> take(Set<String> from, int most) {
        List<String> taken = new ArrayList<>(Math.min(from.size(), most));
        Iterator<String> next = from.iterator();
        while (next.hasNext() && taken.size() < most) {
            taken.add(next.next());
            next.remove();
        }
        return taken;
    }
}
