package org.garuda.channels.jakarta.internal.cdi;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.garuda.channels.config.NodeSettings;
import org.garuda.channels.config.SettingsSource;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.core.internal.execution.CallbackExecutor;
import org.garuda.channels.core.internal.lifecycle.ChannelEngine;
import org.garuda.channels.core.internal.protocol.PayloadCodec;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.topic.Route;
import org.garuda.channels.core.internal.tracker.PresenceTracker;
import org.garuda.channels.jakarta.internal.context.Calls;
import org.garuda.channels.jakarta.internal.context.CdiCallContext;
import org.garuda.channels.jakarta.internal.context.RequestBeans;
import org.garuda.channels.jakarta.internal.context.ServerContext;
import org.garuda.channels.presence.Presence;
import org.garuda.channels.spi.BusProvider;
import org.jspecify.annotations.Nullable;

/**
 * The channels of a CDI application: its handlers, its settings, and the engine that injected beans talk to. A server
 * takes the {@link #sockets} and the {@link #engine} from here. Safe for use by any thread.
 */
@ApplicationScoped
public class CdiChannels {

    @Inject
    BeanManager container;

    @Inject
    Instance<RequestContextController> controllers;

    private final AtomicReference<@Nullable Beans> beans = new AtomicReference<>();
    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final ApplicationSettings settings = new ApplicationSettings();
    private @Nullable CdiCallContext context;
    private @Nullable Calls calls;

    /** Made by the container. */
    public CdiChannels() {}

    /**
     * Makes the container create this bean early, on a thread that has the application's class loader.
     *
     * @param event says that the application starts
     */
    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        readParametersOf(event); // A bean may need the engine before the servlets' listeners are told.
        callContext();
    }

    @PostConstruct
    void capture() {
        Optional<Calls> known = ChannelsExtension.callsIn(container);
        Calls ours = known.orElseGet(Calls::new);
        calls = ours;
        context = new CdiCallContext(
                Thread.currentThread().getContextClassLoader(),
                ours,
                new RequestBeans(ours, known.isPresent() && !RequestBeans.areWatched(container), controllers));
    }

    /** Which thread runs a callback for whom. */
    Calls calls() {
        return Objects.requireNonNull(calls, "not created by a CDI container");
    }

    /**
     * The sockets that the application asks for: one for each producer of {@link SocketSettings}, whatever its
     * qualifiers, or one. What their settings leave open is taken from the {@link #sources()}.
     *
     * @return at least one; those without a qualifier come first
     * @throws IllegalStateException when two have the same path, or a handler names a socket that there is not
     */
    public List<CdiSocket> sockets() {
        return beans().sockets();
    }

    /**
     * The settings of the node: what a producer of {@link NodeSettings} says, and for the rest the {@link #sources()}.
     *
     * @return the settings
     * @throws IllegalStateException when there are two producers
     */
    public NodeSettings node() {
        return beans().node();
    }

    /**
     * The application's own way to the broker of its nodes.
     *
     * @return the bean of that type, or null if there is none
     * @throws IllegalStateException when there are two
     */
    public @Nullable BusProvider busProvider() {
        return beans().busProvider();
    }

    /**
     * Where settings come from that no producer makes; asked in this order.
     *
     * @return the sources
     */
    public SettingsSource[] sources() {
        return settings.sources();
    }

    /**
     * Has settings come from the context parameters of a web application. Counts until the first of them is needed.
     *
     * @param application a {@code ServletContext}; anything else has no parameters
     */
    public void readParametersOf(Object application) {
        settings.readParametersOf(application);
    }

    /**
     * The handlers of the first socket.
     *
     * @return the routes to the handler beans
     */
    public List<Route> routes() {
        return sockets().get(0).routes();
    }

    /**
     * The handlers that are reached on a socket, for a server that has settings of its own.
     *
     * @param path the socket's base path
     * @return the routes to the handler beans
     */
    public List<Route> routes(String path) {
        return beans().routes(path);
    }

    /**
     * What the routes' handlers need around each call: the application's class loader, and a request context.
     *
     * @return the context; an engine with routes from here must use it
     */
    public CallContext callContext() {
        return cdiCallContext();
    }

    /**
     * Has callbacks run in contexts of the server, as far as it can carry them over: the names below {@code java:comp}
     * and what depends on them, and who has logged in. Those for a client have the context of its request, others the
     * calling thread's present one. To be called while the application starts, by a thread of its server.
     */
    public void captureServerContext() {
        ServerContext.find().ifPresent(cdiCallContext()::within);
    }

    private CdiCallContext cdiCallContext() {
        CdiCallContext captured = context;
        if (captured == null) {
            throw new IllegalStateException("not created by a CDI container");
        }
        return captured;
    }

    /**
     * A codec on the JSON-B that the application produces, else on one of its own. To be closed with the engine; the
     * application's JSON-B stays open.
     *
     * @return a new codec
     */
    public PayloadCodec codec() {
        return beans().jsonb()
                .map(jsonb -> new PayloadCodec(new BorrowedJsonb(jsonb)))
                .orElseGet(PayloadCodec::new);
    }

    /**
     * The engine that injected beans talk to; made at the first call, if none was given to {@link #use}. The server
     * adds the sockets, and starts it: until then it has no thread.
     *
     * @return the engine, which may have been stopped
     */
    public ChannelEngine engine() {
        return running().engine();
    }

    /**
     * Gives the engine that injected beans are to talk to, for a server that makes its own.
     *
     * @param made made with {@link #callContext()}
     * @throws IllegalStateException when there is one already, because an injected bean has needed it before
     */
    public void use(ChannelEngine made) {
        PresenceTracker presences = new PresenceTracker();
        made.attach(presences, null);
        use(made, presences);
    }

    /**
     * Gives the engine and the presences that injected beans are to talk to.
     *
     * @param made made with {@link #callContext()}
     * @param presences attached to that engine
     * @throws IllegalStateException when there is one already, because an injected bean has needed it before
     */
    public void use(ChannelEngine made, PresenceTracker presences) {
        made.lifecycle().onSweep(cdiCallContext()::flushLog);
        if (!running.compareAndSet(null, new Running(made, presences))) {
            throw new IllegalStateException(
                    "there is an engine already; give it before any bean broadcasts, or take it from engine()");
        }
    }

    /**
     * The presences of the engine, injectable anywhere.
     *
     * @return the presences
     */
    @Produces
    @ApplicationScoped
    public Presence presence() {
        return running().presences();
    }

    /**
     * Stops the engine, if there is one, and lets go of the handlers. Blocks for as long as {@link ChannelEngine#stop}.
     * Only the first call has an effect; others wait for the engine's end.
     *
     * @param reason told to the clients
     */
    public void stop(CloseReason reason) {
        Running current = running.get();
        if (current != null) {
            current.engine().stop(reason);
        }
        if (stopped.getAndSet(true)) {
            return;
        }
        Beans held = beans.get();
        if (held != null) {
            held.close();
        }
    }

    @PreDestroy
    void stop() {
        stop(CloseReason.UNDEPLOYED);
    }

    /** Made outside of any lock, since producers and handlers are application code; of two made at once, one wins. */
    private Running running() {
        Running current = running.get();
        if (current != null) {
            return current;
        }
        ChannelEngine made =
                new ChannelEngine(node(), codec(), callContext(), executor(), System::nanoTime, busProvider());
        PresenceTracker presences = new PresenceTracker();
        made.attach(presences, null);
        made.lifecycle().onSweep(cdiCallContext()::flushLog);
        if (!running.compareAndSet(null, new Running(made, presences))) {
            made.stop(CloseReason.UNDEPLOYED);
        }
        return running();
    }

    /** Where the server has contexts, the threads are in one for their whole life. */
    private CallbackExecutor executor() {
        return ServerContext.find().isPresent()
                ? CallbackExecutor.startWithin(callContext()::working)
                : CallbackExecutor.start();
    }

    private Beans beans() {
        Beans known = beans.get();
        if (known != null) {
            return known;
        }
        Beans made = new Beans(container, calls(), settings.busPrefix(), sources());
        if (!beans.compareAndSet(null, made)) {
            made.close();
        }
        return beans();
    }

    /** What runs once there is an engine. */
    private record Running(ChannelEngine engine, PresenceTracker presences) {}
}
