package org.garuda.channels.redis.internal;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.garuda.channels.core.internal.broker.Link;
import org.garuda.channels.core.internal.broker.LinkListener;
import org.garuda.channels.core.internal.broker.Patience;

/**
 * Two connections: one that is subscribed, and one that publishes, so that neither a large message nor a cut for slow
 * reading stands in the other's way.
 */
final class RedisLink implements Link {

    private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE);

    /** So much may be published and not answered, in kilobytes; a message counts as one at least. */
    private static final int WINDOW = 4_096;

    private final String prefix;
    private final ReentrantLock flushing = new ReentrantLock();
    private final LinkListener listener;
    private final StatefulRedisPubSubConnection<String, byte[]> subscriber;
    private final StatefulRedisConnection<String, byte[]> publisher;
    private final Semaphore window = new Semaphore(WINDOW);

    /** What the subscription that is under way still waits for. */
    private final Map<String, CompletableFuture<Void>> unconfirmed = new ConcurrentHashMap<>();

    private RedisLink(
            String prefix,
            LinkListener listener,
            StatefulRedisPubSubConnection<String, byte[]> subscriber,
            StatefulRedisConnection<String, byte[]> publisher) {
        this.prefix = prefix + ".";
        this.listener = listener;
        this.subscriber = subscriber;
        this.publisher = publisher;
    }

    /** Connects twice. */
    static RedisLink open(RedisClient client, RedisURI target, String prefix, LinkListener listener) throws Exception {
        StatefulRedisPubSubConnection<String, byte[]> subscriber =
                opened(client.connectPubSubAsync(CODEC, target).toCompletableFuture());
        try {
            StatefulRedisConnection<String, byte[]> publisher =
                    opened(client.connectAsync(CODEC, target).toCompletableFuture());
            // Commands are written together, when a batch is complete.
            publisher.setAutoFlushCommands(false);
            RedisLink link = new RedisLink(prefix, listener, subscriber, publisher);
            link.listen();
            return link;
        } catch (Exception e) {
            subscriber.closeAsync();
            throw e;
        }
    }

    /** Waits for a connection; one that comes too late is closed. */
    private static <C extends StatefulConnection<?, ?>> C opened(CompletableFuture<C> opening) throws Exception {
        try {
            return opening.get(2 * RedisConnector.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | InterruptedException e) {
            opening.thenAccept(StatefulConnection::closeAsync);
            throw e;
        }
    }

    private void listen() throws IOException {
        subscriber.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, byte[] message) {
                listener.received(channel.substring(prefix.length()), message);
            }

            @Override
            public void subscribed(String channel, long count) {
                CompletableFuture<Void> waiting = unconfirmed.get(channel);
                if (waiting != null) {
                    waiting.complete(null);
                }
            }
        });
        RedisConnectionStateListener loss = new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
                listener.lost(new IOException("Redis has closed the connection"));
            }
        };
        subscriber.addListener(loss);
        publisher.addListener(loss);
        if (!subscriber.isOpen() || !publisher.isOpen()) {
            throw new IOException("Redis has closed the connection");
        }
    }

    @Override
    public Map<String, String> subscribe(List<String> channels) throws Exception {
        try {
            confirmed(channels);
            return Map.of();
        } catch (ExecutionException e) {
            if (!isRefusal(e)) {
                throw e;
            }
        }
        // Redis refuses a command as a whole: one by one it tells which channel it was.
        Map<String, String> refused = new HashMap<>();
        for (String channel : channels) {
            try {
                confirmed(List.of(channel));
            } catch (ExecutionException e) {
                if (!isRefusal(e)) {
                    throw e;
                }
                refused.put(channel, RedisFailures.sentence(e));
            }
        }
        return refused;
    }

    /** Lettuce's own future is complete with the first channel's confirmation. */
    private void confirmed(List<String> channels) throws Exception {
        Set<CompletableFuture<Void>> all = new HashSet<>();
        String[] names = names(channels);
        for (String name : names) {
            CompletableFuture<Void> one = new CompletableFuture<>();
            unconfirmed.put(name, one);
            all.add(one);
        }
        try {
            RedisFuture<Void> command = subscriber.async().subscribe(names);
            command.whenComplete((done, failure) -> {
                if (failure != null) {
                    all.forEach(one -> one.completeExceptionally(RedisFailures.unwrapped(failure)));
                }
            });
            CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0]))
                    .get(RedisConnector.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            unconfirmed.clear();
        }
    }

    /** What the rules for the user (ACL) do not allow. */
    private static boolean isRefusal(ExecutionException e) {
        return RedisFailures.unwrapped(e) instanceof RedisCommandExecutionException answer
                && String.valueOf(answer.getMessage()).startsWith("NOPERM");
    }

    @Override
    public void unsubscribe(List<String> channels) {
        subscriber.async().unsubscribe(names(channels));
    }

    @Override
    public void send(String channel, byte[] message) throws Exception {
        int size = 1 + message.length / 1024;
        if (!window.tryAcquire(size)) {
            flush();
            acquire(size);
        }
        publisher.async().publish(prefix + channel, message).whenComplete((receivers, failure) -> {
            window.release(size);
            if (failure != null) {
                listener.lost(new IOException("Redis does not publish: " + RedisFailures.sentence(failure), failure));
            }
        });
    }

    @Override
    public void flush() {
        // The library takes what waits in one step and writes it in another: of two threads that do so at the same
        // time,
        // the one that pings and the one that sends, the later one's may go first.
        flushing.lock();
        try {
            publisher.flushCommands();
        } finally {
            flushing.unlock();
        }
    }

    private void acquire(int size) throws Exception {
        if (!Patience.answered(RedisConnector.TIMEOUT, nanos -> window.tryAcquire(size, nanos, TimeUnit.NANOSECONDS))) {
            throw new IOException("Redis has not answered for " + RedisConnector.TIMEOUT.toSeconds()
                    + " seconds to what was published");
        }
    }

    @Override
    public void ping() throws Exception {
        RedisFuture<String> one = subscriber.async().ping();
        RedisFuture<String> other = publisher.async().ping();
        flush();
        if (!Patience.answered(RedisConnector.TIMEOUT, one) || !Patience.answered(RedisConnector.TIMEOUT, other)) {
            throw new IOException(
                    "Redis has not answered a ping for " + RedisConnector.TIMEOUT.toSeconds() + " seconds");
        }
    }

    @Override
    public void close() {
        // Whoever waits to send goes on, and finds a closed connection.
        window.release(WINDOW);
        CompletableFuture<Void> both = CompletableFuture.allOf(subscriber.closeAsync(), publisher.closeAsync());
        try {
            both.get(RedisConnector.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // Nothing depends on it: the next link has connections of its own.
        }
    }

    private String[] names(List<String> channels) {
        return channels.stream().map(channel -> prefix + channel).toArray(String[]::new);
    }
}
