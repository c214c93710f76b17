package org.garuda.channels.core.engine;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.ChannelsConfig;
import org.garuda.channels.core.logging.PrintableFailure;
import org.garuda.channels.core.logging.RateLimitedLog;
import org.garuda.channels.core.protocol.Payload;
import org.garuda.channels.core.protocol.PayloadCodec;
import org.jspecify.annotations.Nullable;

/**
 * The clients and topics of this node, whatever socket and transport they came by. One for an application.
 *
 * <p>It is created, then {@linkplain #start started}, serves sockets, and is {@linkplain #stop stopped} once.
 */
public final class ChannelEngine {

    private static final System.Logger LOG = System.getLogger(ChannelEngine.class.getName());

    private final ChannelsConfig config;
    private final PayloadCodec codec;
    private final CallContext context;
    private final Dispatch dispatch;
    private final EngineClock clock;
    private final Counters counters = new Counters();
    private final Topics topics = new Topics();
    private final Broadcasts broadcasts;
    private final Sweep sweep;
    private final Map<Client, Conversation> clients = new ConcurrentHashMap<>();
    private final Map<String, Set<Client>> identified = new ConcurrentHashMap<>();
    private final Departures departures = new Departures(this);
    private final List<ChannelEndListener> endListeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger ending = new AtomicInteger();
    private final List<Runnable> stopListeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> sweepListeners = new CopyOnWriteArrayList<>();
    private final ByteBudget unfinished;
    private final RateLimitedLog log;
    private final Watch watch;
    private final CountDownLatch allStopped = new CountDownLatch(1);
    private @Nullable Thread stopper;
    private volatile boolean stopped;

    /**
     * An engine with its own threads and the system's clock.
     *
     * @param config what the engine itself needs of the settings; each socket has its own
     * @param codec closed with the engine
     * @param context surrounds each callback
     * @param dispatch closed with the engine
     */
    public ChannelEngine(ChannelsConfig config, PayloadCodec codec, CallContext context, Dispatch dispatch) {
        this(config, codec, context, dispatch, System::nanoTime);
    }

    /** An engine on a clock of the caller's, in nanoseconds. */
    public ChannelEngine(
            ChannelsConfig config, PayloadCodec codec, CallContext context, Dispatch dispatch, LongSupplier clock) {
        this.config = config;
        this.codec = codec;
        this.context = context;
        this.dispatch = dispatch;
        this.clock = new EngineClock(clock);
        this.broadcasts = new Broadcasts(this, config.limits().listenerBuffer());
        this.sweep = new Sweep(this);
        this.unfinished = new ByteBudget(config.limits().unfinishedBytes(), this::evict);
        this.log = new RateLimitedLog(clock);
        this.watch = new Watch(counters, () -> stop(CloseReason.RESTART));
        watch.add("the sweep's thread", sweep::isAlive);
        dispatch.onExhausted(this::tellExhausted);
        onSweep(log::flush);
        onSweep(dispatch::retry);
    }

    /** Adds an entrance. */
    public Socket socket(ChannelsConfig socketConfig, List<Route> routes) {
        return new Socket(this, socketConfig, new Router(routes));
    }

    /** Starts the sweep that watches the times, and the watch over the threads that must not die. */
    public void start() {
        clock.start();
        sweep.start();
        watch.start();
    }

    /**
     * Has the watch look after a thread without which nobody is served.
     *
     * @param name what it is, for the log
     * @param alive whether it is there; called once a second by the watch's thread
     */
    public void watch(String name, BooleanSupplier alive) {
        watch.add(name, alive);
    }

    /** What is to be done, on the watch's thread, when a thread that it looks after is dead; {@link #stop} with 1012 unless told otherwise. */
    public void onDeath(Runnable action) {
        watch.onDeath(action);
    }

    /** The watch looks once; its thread does so by itself. */
    void watchOnce() {
        watch.look();
    }

    /** Sends from anywhere. */
    public ChannelBroadcaster broadcaster() {
        return broadcasts;
    }

    /**
     * Sends to a topic's subscribers on this node what they must not miss, whatever the overflow policy of the topic: a client that has no room for it is closed as
     * too slow. Never waits; does nothing after the stop.
     */
    public void announce(String topic, String event, Payload.Json payload) {
        broadcasts.announce(topic, event, payload);
    }

    /** Has a listener told of each channel that ends from now on. */
    public void onChannelEnd(ChannelEndListener listener) {
        endListeners.add(listener);
    }

    /** Whether there may be a channel that nothing reaches any more, but whose end the listeners have not been told yet. */
    public boolean isChannelEnding() {
        return ending.get() > 0;
    }

    /** Has something done when the engine stops, before the first client is closed. It must not block. */
    public void onStop(Runnable listener) {
        stopListeners.add(listener);
    }

    /** Has something done at each turn of the sweep, four times a second. It must not block. */
    public void onSweep(Runnable listener) {
        sweepListeners.add(listener);
    }

    /** What has been counted. */
    public Counters counters() {
        return counters;
    }

    /** What the unfinished messages and request bodies of the node's clients may hold together. */
    public ByteBudget unfinished() {
        return unfinished;
    }

    /** Says what clients can make happen as often as they like. */
    public RateLimitedLog log() {
        return log;
    }

    /** Looks once at every time that something may take; the sweep's thread does so by itself. */
    public void sweepOnce() {
        sweep.run();
    }

    /**
     * Turns newcomers away, closes every client with the reason, waits until the handlers have been told, and stops all threads; within the
     * stop time of the settings. All steps are done, whatever one of them throws. Only the first call has an effect; another one waits until it is done.
     *
     * @param reason {@link CloseReason#RESTART} or {@link CloseReason#UNDEPLOYED}
     */
    public void stop(CloseReason reason) {
        if (!isFirstStop()) {
            return;
        }
        long start = System.nanoTime();
        guarded("the end of the watch", watch::stop);
        guarded(
                "the end of the clients",
                () -> new Shutdown(this, config.timeouts().stop()).run(reason));
        guarded("the end of the sweep", sweep::stop);
        guarded("the end of the subscribers of events()", broadcasts::close);
        guarded("the end of the threads", () -> {
            long left = Nanos.of(config.timeouts().stop()) - (System.nanoTime() - start);
            dispatch.close(Duration.ofNanos(Math.max(left, 0)));
        });
        guarded("the end of the codec", codec::close);
        guarded("the last counts of the log", log::flush);
        allStopped.countDown();
    }

    /** Waits for the first stop if this is another one, unless it comes out of that very stop. */
    private boolean isFirstStop() {
        synchronized (this) {
            if (stopper == null) {
                stopper = Thread.currentThread();
                stopped = true;
                return true;
            }
            if (stopper == Thread.currentThread()) {
                return false;
            }
        }
        try {
            allStopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /**
     * Does one of several things, of which none must keep the others from being done: whatever it throws is logged and counted, and goes no further.
     *
     * @param what it is, for the log
     */
    public void guarded(String what, Runnable thing) {
        try {
            thing.run();
        } catch (Throwable e) {
            survived(what, e);
        }
    }

    /**
     * Does the same with each of several: what it throws at one of them is logged and counted, and keeps no other from its turn.
     *
     * @param what it is, for the log
     */
    public <T> void each(String what, Iterable<T> all, Consumer<? super T> action) {
        for (T one : all) {
            try {
                action.accept(one);
            } catch (Throwable e) {
                survived(what, e);
            }
        }
    }

    /** Nobody who asks for room may come to harm by what another one is told. */
    private void evict(Runnable evicted) {
        counters.count(Counter.UNFINISHED_EVICTED);
        guarded("an eviction", evicted);
    }

    /** Logs and counts what has been caught, and kept from stopping anything else. Throws nothing itself. */
    public void survived(String what, Throwable thrown) {
        try {
            counters.count(Counter.FAILURES_SURVIVED);
            log.log(
                    LOG,
                    Level.ERROR,
                    what + ": " + thrown.getClass().getName(),
                    () -> what + " failed; everything else goes on",
                    thrown);
        } catch (Throwable e) {
            // Out of memory, or a log that fails itself: there is nobody left to tell.
            counters.count(Counter.FAILURES_SURVIVED);
        }
    }

    private void tellExhausted() {
        counters.count(Counter.THREADS_EXHAUSTED);
        log.log(
                LOG,
                Level.WARNING,
                "callbacks that waited for a thread, and handshakes refused with 503",
                () -> "all " + Dispatch.MAX_POOL_THREADS
                        + " threads for callbacks are busy: further callbacks wait, and"
                        + " newcomers are refused with 503. Let callbacks not block for so long, or run on JDK 21 or newer,"
                        + " where threads are virtual and have no limit");
    }

    /** Whether newcomers are to be turned away because every thread is busy; says so in the log. */
    public boolean isExhausted() {
        boolean exhausted = dispatch.isExhausted();
        if (exhausted) {
            tellExhausted();
        }
        return exhausted;
    }

    /** The process has run since the last call; called by the sweep. */
    void tick() {
        clock.tick();
    }

    /** How many clients, topics and departing clients the engine holds; all zero when nobody is there. */
    public Map<String, Integer> inventory() {
        return Map.of(
                "clients", clients.size(),
                "identified", identified.size(),
                "topics", topics.size(),
                "departing", departures.size());
    }

    /** What the engine needs of the settings. */
    public ChannelsConfig config() {
        return config;
    }

    /** The JSON of payloads. */
    public PayloadCodec codec() {
        return codec;
    }

    /** What surrounds each callback. */
    public CallContext context() {
        return context;
    }

    /** The threads for what may block. */
    public Dispatch dispatch() {
        return dispatch;
    }

    Topics topics() {
        return topics;
    }

    Broadcasts broadcasts() {
        return broadcasts;
    }

    Departures departures() {
        return departures;
    }

    /** The engine's clock, in nanoseconds. */
    public long now() {
        return clock.getAsLong();
    }

    boolean isStopped() {
        return stopped;
    }

    int clientCount() {
        return clients.size();
    }

    Map<Client, Conversation> clients() {
        return clients;
    }

    Collection<Client> identified(String id) {
        return List.copyOf(identified.getOrDefault(id, Set.of()));
    }

    /**
     * A client stands at the door, and every handler has let it pass; its id {@linkplain Client#enter stands}.
     *
     * @return false when it was disconnected meanwhile, or the engine has no place for it any more; it is not held then
     */
    boolean admitted(Client client, Conversation conversation) {
        client.heard();
        clients.put(client, conversation);
        client.id()
                .ifPresent(id -> identified.compute(id, (key, known) -> {
                    Set<Client> same = known == null ? ConcurrentHashMap.newKeySet() : known;
                    same.add(client);
                    return same;
                }));
        // Looked at only now, so that a stop, and others at the door, cannot miss this client.
        boolean room =
                !stopped && clients.size() <= client.socket().config().limits().clients();
        if (room && client.admitted()) {
            return true;
        }
        client.end(CloseReason.GONE);
        forget(client);
        return false;
    }

    /** A client has ended here; its connection and its handlers follow. Called under the client's lock. */
    void departing(Client client) {
        departures.add(client, now());
    }

    /** A client counts no more, and is not found any more. Called once its id stands. */
    void forget(Client client) {
        clients.remove(client);
        client.id()
                .ifPresent(id -> identified.computeIfPresent(id, (key, same) -> {
                    same.remove(client);
                    return same.isEmpty() ? null : same;
                }));
    }

    /** A departing client's handlers have been told. */
    void told(Client client) {
        departures.told(client);
    }

    /** A departing client's connection is gone. */
    void closed(Client client) {
        departures.closed(client);
    }

    void joined(ClientChannel channel) {
        topics.add(channel);
    }

    void left(ClientChannel channel) {
        topics.remove(channel);
    }

    /** A channel is about to end; {@link #ended} follows. */
    void ending() {
        ending.incrementAndGet();
    }

    void tellEnded(ClientChannel channel) {
        each("a listener of channels' ends", endListeners, listener -> listener.ended(channel));
    }

    void ended() {
        ending.decrementAndGet();
    }

    void swept() {
        each("a listener of the sweep", sweepListeners, Runnable::run);
    }

    /** The clients are about to be closed. */
    void stopping() {
        each("a listener of the stop", stopListeners, Runnable::run);
    }

    /** Calls a handler that can be told, but whose failure changes nothing. */
    void call(Client client, Route route, String callback, Runnable action) {
        try {
            client.context().run(new PrintableFailure.Callback(action));
        } catch (Throwable e) {
            tellFailure(route, callback, e);
        }
    }

    /** Calls a handler whose failure ends the channel. */
    void callOrFail(ClientChannel channel, String callback, Runnable action) {
        try {
            channel.owner().context().run(new PrintableFailure.Callback(action));
        } catch (Throwable e) {
            channel.fail(callback, e);
        }
    }

    /** Says that a callback has thrown something. */
    void tellFailure(Route route, String callback, Throwable thrown) {
        String where = route.name() + "." + callback;
        log.log(LOG, Level.WARNING, where + ": " + thrown.getClass().getName(), () -> where + " failed", thrown);
    }
}
