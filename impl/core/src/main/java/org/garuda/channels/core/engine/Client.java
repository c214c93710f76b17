package org.garuda.channels.core.engine;

import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.TerminationReason;
import org.garuda.channels.core.door.ConnectRequest;
import org.garuda.channels.core.logging.Printable;
import org.garuda.channels.core.protocol.Frame;
import org.garuda.channels.core.protocol.FrameEncoder;
import org.garuda.channels.core.protocol.PayloadCodec;
import org.garuda.channels.core.protocol.ProtocolVersion;
import org.jspecify.annotations.Nullable;

/** One connected client: its channels, its outbox, its mailbox, and its end, which comes once whoever asks for it. */
public final class Client implements ChannelClient {

    private static final System.Logger LOG = System.getLogger(Client.class.getName());

    private enum State {
        /** The handlers are asked. */
        CONNECTING,
        /** They have let it in: its id stands, and the engine gives it a place. */
        ENTERING,
        ADMITTED,
        ENDED
    }

    private final Socket socket;
    private final ChannelEngine engine;
    private final ProtocolVersion version;
    private final Map<String, String> parameters;
    private final ConnectRequest request;
    private final byte @Nullable [] token;
    private final Outbox outbox;
    private final Mailbox mailbox;
    private final Map<String, ClientChannel> channels = new ConcurrentHashMap<>(4);
    private volatile State state = State.CONNECTING;
    private final Attributes attributes = new Attributes();
    private volatile @Nullable String id;
    private volatile Set<String> roles;
    private volatile CallContext context;
    private volatile @Nullable Transport transport;
    private volatile @Nullable CloseReason endReason;
    private volatile @Nullable String malformed;
    private volatile long lastHeard;
    private volatile Runnable atEnd = () -> {};
    private int refusedWith;

    Client(
            Socket socket,
            ProtocolVersion version,
            Map<String, String> parameters,
            ConnectRequest request,
            byte @Nullable [] token) {
        this.socket = socket;
        this.engine = socket.engine();
        this.version = version;
        this.parameters = parameters;
        this.request = request;
        this.token = token;
        this.roles = request.roles();
        this.context = engine.context();
        this.outbox =
                new Outbox(socket.config().outbox(), this::wakeTransport, this::pressTransport, this::countDropped);
        this.mailbox = new Mailbox(
                socket.config().limits(), engine.dispatch(), engine::now, e -> engine.survived("a message", e));
        this.lastHeard = engine.now();
    }

    // What the application sees

    @Override
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    @Override
    public synchronized void identify(String newId) {
        Objects.requireNonNull(newId, "the id must not be null; a client that nobody is to find needs no identify(…)");
        requireConnecting("identify a client");
        id = newId;
    }

    @Override
    public void refuse() {
        refuse(403);
    }

    @Override
    public synchronized void refuse(int status) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("a client is refused with a status from 400 to 599, not " + status);
        }
        requireConnecting("refuse a client");
        refusedWith = status;
    }

    @Override
    public void disconnect() {
        end(CloseReason.DISCONNECTED);
    }

    @Override
    public boolean isConnected() {
        return state == State.ADMITTED;
    }

    @Override
    public Map<String, String> parameters() {
        return parameters;
    }

    @Override
    public Map<String, List<String>> headers() {
        return request.headers();
    }

    @Override
    public Optional<Principal> principal() {
        return Optional.ofNullable(request.principal());
    }

    @Override
    public boolean isUserInRole(String role) {
        return roles.contains(Objects.requireNonNull(role, "the role must not be null"));
    }

    @Override
    public synchronized void grant(String role) {
        Objects.requireNonNull(role, "the role must not be null");
        requireConnecting("grant a client a role");
        Set<String> more = new HashSet<>(roles);
        more.add(role);
        roles = Set.copyOf(more);
    }

    @Override
    public Optional<String> remoteAddress() {
        return Optional.ofNullable(request.remoteAddress());
    }

    @Override
    public Optional<String> authToken() {
        if (token == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(token))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("the auth token is no UTF-8 text; use authTokenBytes()", e);
        }
    }

    @Override
    public Optional<byte[]> authTokenBytes() {
        return token == null ? Optional.empty() : Optional.of(token.clone());
    }

    @Override
    public Map<String, Object> attributes() {
        return attributes.values();
    }

    @Override
    public Set<String> topics() {
        return Set.copyOf(channels.values().stream()
                .filter(ClientChannel::isJoined)
                .map(ClientChannel::topic)
                .toList());
    }

    // What the engine does with it

    ChannelEngine engine() {
        return engine;
    }

    Socket socket() {
        return socket;
    }

    ProtocolVersion version() {
        return version;
    }

    FrameEncoder encoder() {
        return FrameEncoder.of(version);
    }

    /** What surrounds the callbacks for this client. */
    CallContext context() {
        return context;
    }

    /** Has later callbacks surrounded by what the server knows of this client. */
    void callIn(CallContext newContext) {
        context = newContext;
    }

    PayloadCodec codec() {
        return engine.codec();
    }

    Outbox outbox() {
        return outbox;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    Map<String, ClientChannel> channels() {
        return channels;
    }

    long now() {
        return engine.now();
    }

    long lastHeard() {
        return lastHeard;
    }

    void heard() {
        lastHeard = now();
    }

    synchronized int refusedWith() {
        return refusedWith;
    }

    void count(Counter counter) {
        engine.counters().count(counter);
    }

    void countDropped(int broadcasts) {
        engine.counters().count(Counter.BROADCASTS_DROPPED, broadcasts);
    }

    boolean hasEnded() {
        return state == State.ENDED;
    }

    @Nullable
    CloseReason endReason() {
        return endReason;
    }

    /** The client is about to be closed for a frame that is none; what is wrong with it. */
    void malformed(String what) {
        malformed = what;
    }

    /** The reason phrase of the close frame. */
    String closeText(CloseReason reason) {
        String what = malformed;
        return reason == CloseReason.MALFORMED && what != null ? reason.textWith(what) : reason.text();
    }

    /**
     * The handlers have let the client in. What they said about it stands from now on, so that it is found by the id that it has.
     *
     * @return false when it was disconnected or refused meanwhile, by another thread
     */
    synchronized boolean enter() {
        boolean enters = state == State.CONNECTING && refusedWith == 0;
        state = enters ? State.ENTERING : state;
        return enters;
    }

    /**
     * The engine has a place for the client.
     *
     * @return false when it was disconnected meanwhile
     */
    synchronized boolean admitted() {
        if (state == State.ENTERING) {
            state = State.ADMITTED;
        }
        return state == State.ADMITTED;
    }

    /** Something that lets go of what it holds for the client when that ends. */
    void atEnd(Runnable letGo) {
        atEnd = letGo;
        if (hasEnded()) {
            letGo.run();
        }
    }

    /** The connection stands. */
    void open(Transport newTransport) {
        transport = newTransport;
        heard();
        CloseReason reason = endReason;
        if (reason == CloseReason.GONE || reason == CloseReason.SLOW) {
            abortConnection(reason); // Ended between the request and the connection.
        } else {
            outbox.opened(); // Perhaps with a last word for a client that was ended before there was a connection.
        }
    }

    /** Puts a frame into the outbox that belongs to no open channel. */
    void say(Frame frame) {
        taken(outbox.offer(frame, now()));
    }

    /** Follows up on an offer: a client whose outbox is full is too slow. */
    void taken(Outbox.Offer offer) {
        if (offer == Outbox.Offer.FULL) {
            end(CloseReason.SLOW);
        }
    }

    void forget(ClientChannel channel) {
        channels.remove(channel.topic(), channel);
    }

    void resume() {
        mailbox.resume();
    }

    /** Has the handler told that one of its channels has ended, before the client's next message. */
    void tellTerminated(ClientChannel channel) {
        mailbox.putFirst(new EngineItem(!channel.route().nonBlocking(), () -> callTerminated(channel)));
    }

    /** Tells the handler that a channel has ended, unless it was told before. Only now is the channel forgotten, so that nobody overtakes its end. */
    void callTerminated(ClientChannel channel) {
        TerminationReason reason = channel.state().tell();
        if (reason != null) {
            forget(channel);
            engine.call(
                    this,
                    channel.route(),
                    "terminated",
                    () -> channel.route().handler().terminated(channel, reason));
        }
    }

    /**
     * Ends the client: first here, so that nothing more reaches it and it counts no more; then its connection; then the handlers are told. Only the first
     * call has an effect. Never waits.
     */
    void end(CloseReason reason) {
        synchronized (this) {
            if (state == State.ENDED) {
                return;
            }
            boolean admitted = state == State.ADMITTED;
            endReason = reason;
            state = State.ENDED;
            if (!admitted) {
                return; // The door is about to notice, and turns the client away.
            }
            engine.departing(
                    this); // In the same step, so that whoever finds the client ended can say that its connection is
            // gone.
        }
        count(Counter.of(reason));
        engine.guarded("telling the log of a client's end", () -> EndReport.tell(this, reason));
        if (reason != CloseReason.GONE) {
            mailbox.forgetMessages();
        }
        engine.forget(this);
        atEnd.run();
        closeConnection(reason);
        boolean stopping = reason == CloseReason.RESTART || reason == CloseReason.UNDEPLOYED;
        TerminationReason told = stopping ? TerminationReason.SHUTDOWN : TerminationReason.DISCONNECTED;
        channels.values().forEach(channel -> channel.endSilently(told));
        mailbox.putLast(new Gone());
    }

    /** Cuts a connection that did not close in time. */
    void abortConnection(CloseReason reason) {
        Transport current = transport;
        if (current != null) {
            try {
                current.abort(reason);
            } catch (RuntimeException | Error e) {
                engine.log().log(
                        LOG,
                        Level.WARNING,
                        "connections that did not let themselves be cut",
                        () -> "the connection of client " + describe() + " did not let itself be cut",
                        e);
            }
        }
    }

    private void closeConnection(CloseReason reason) {
        switch (reason) {
            case GONE -> outbox.discard(reason);
            case SLOW -> {
                outbox.discard(reason);
                engine.dispatch().execute(() -> abortConnection(reason));
            }
            default -> outbox.finish(reason);
        }
    }

    private void tellGone() {
        List.copyOf(channels.values()).forEach(this::callTerminated);
        for (Route route : socket.router().routes()) {
            engine.call(this, route, "disconnect", () -> route.handler().disconnect(this));
        }
        channels.clear();
        engine.told(this);
    }

    private void wakeTransport() {
        tell(Transport::wake);
    }

    private void pressTransport() {
        tell(Transport::press);
    }

    private void tell(Consumer<Transport> word) {
        Transport current = transport;
        if (current != null) {
            try {
                word.accept(current);
            } catch (RuntimeException | Error e) {
                // Whoever wakes has other clients to serve, or a handler to return to.
                engine.log().log(
                        LOG,
                        Level.WARNING,
                        "connections that failed",
                        () -> "the connection of client " + describe() + " failed; the client is given up",
                        e);
                end(CloseReason.GONE);
                engine.dispatch().execute(() -> abortConnection(CloseReason.GONE));
            }
        }
    }

    private void requireConnecting(String action) {
        if (state != State.CONNECTING) {
            throw new IllegalStateException(
                    "one can only " + action + " while it is connecting, in ChannelHandler.connect");
        }
    }

    String describe() {
        return (id == null ? "" : Printable.of(id) + " ")
                + (request.remoteAddress() == null ? "" : "from " + Printable.of(request.remoteAddress()));
    }

    @Override
    public String toString() {
        return "ChannelClient[" + describe().trim() + "]";
    }

    private boolean isAnyEnding() {
        return channels.values().stream().anyMatch(channel -> channel.state().isEnding());
    }

    /** The end of the client, for its handlers: behind all its messages, and behind the ends of its channels. */
    private final class Gone implements Mailbox.Item {
        @Override
        public boolean mayBlock() {
            return true;
        }

        @Override
        public void run() {
            if (isAnyEnding()) {
                mailbox.again(this, () -> !isAnyEnding());
            } else {
                tellGone();
            }
        }
    }

    /** Something that the engine does in the client's turn. */
    private record EngineItem(boolean mayBlock, Runnable action) implements Mailbox.Item {
        @Override
        public void run() {
            action.run();
        }
    }
}
