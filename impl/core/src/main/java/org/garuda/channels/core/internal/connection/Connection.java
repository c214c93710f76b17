package org.garuda.channels.core.internal.connection;

import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.TerminationReason;
import org.garuda.channels.core.internal.channel.ChannelConnection;
import org.garuda.channels.core.internal.execution.CallContext;
import org.garuda.channels.core.internal.execution.Nanos;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.protocol.Frame;
import org.garuda.channels.core.internal.protocol.FrameEncoder;
import org.garuda.channels.core.internal.protocol.ProtocolVersion;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.queue.Mailbox;
import org.garuda.channels.core.internal.queue.Offer;
import org.garuda.channels.core.internal.queue.Outbox;
import org.garuda.channels.core.internal.registry.ConnectionRegistry;
import org.garuda.channels.core.internal.registry.DisconnectTracker;
import org.garuda.channels.core.internal.topic.ConnectionIndex;
import org.garuda.channels.core.internal.topic.Route;
import org.jspecify.annotations.Nullable;

/** One connected client: its channels, its outbox, its mailbox, and its end, which comes once whoever asks for it. */
public final class Connection
        implements ChannelConnection, Client.Control, ConnectionRegistry.Member, DisconnectTracker.Departing {

    private final SocketContext socket;
    private final ProtocolVersion version;
    private final Identity identity;
    private final Client client;
    private final TransportLink transport;
    private final Outbox outbox;
    private final Mailbox mailbox;
    private final ConnectionChannels channels = new ConnectionChannels();
    private final ConnectionState state = new ConnectionState();
    private volatile CallContext context;
    private volatile long lastHeard;
    private volatile Runnable atEnd = () -> {};
    private volatile LongConsumer atSweep = now -> {};

    /** A client whose handlers are about to be asked. */
    public Connection(SocketContext socket, ConnectionInfo info) {
        NodeRuntime runtime = socket.services().runtime();
        this.socket = socket;
        this.version = info.version();
        this.identity = new Identity(info.roles());
        this.client = new Client(info, identity, this);
        this.transport = new TransportLink(runtime, client::describe, this::end);
        this.context = runtime.context();
        this.outbox = new Outbox(
                socket.outbox(),
                transport::wake,
                transport::flushNow,
                dropped -> runtime.counters().count(Counter.BROADCASTS_DROPPED, dropped));
        this.mailbox = new Mailbox(
                socket.settings().limits(),
                runtime.executor(),
                runtime.clock(),
                e -> runtime.faults().survived("a message", e));
        this.lastHeard = runtime.now();
    }

    /** The socket that it came by. */
    public SocketContext socket() {
        return socket;
    }

    NodeRuntime runtime() {
        return socket.services().runtime();
    }

    @Override
    public ChannelClient client() {
        return client;
    }

    /** Who it is, and whether it may come in, as its handlers say. */
    public Identity identity() {
        return identity;
    }

    @Override
    public Optional<String> id() {
        return identity.id();
    }

    /** Who it is, for the log. */
    String describe() {
        return client.describe();
    }

    @Override
    public ProtocolVersion version() {
        return version;
    }

    @Override
    public FrameEncoder encoder() {
        return version.encoder();
    }

    @Override
    public CallContext context() {
        return context;
    }

    /** Has later callbacks surrounded by what the server knows of this client. */
    public void callIn(CallContext newContext) {
        context = newContext;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public Mailbox mailbox() {
        return mailbox;
    }

    /** Its channels, by topic. */
    ConnectionChannels channels() {
        return channels;
    }

    long now() {
        return runtime().now();
    }

    long lastHeard() {
        return lastHeard;
    }

    void heard() {
        lastHeard = now();
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // Two nodes are two, whatever they are made of.
    public boolean belongsTo(ConnectionIndex connections) {
        return socket.services().registry() == connections;
    }

    @Override
    public boolean isConnected() {
        return state.isAdmitted();
    }

    @Override
    public Set<String> topics() {
        return channels.joined();
    }

    boolean hasEnded() {
        return state.hasEnded();
    }

    /** Why it has ended, or null. */
    public @Nullable CloseReason endReason() {
        return state.reason();
    }

    /** How far it has come. */
    ConnectionState state() {
        return state;
    }

    /**
     * The handlers have let the client in. What they said about it stands from now on, so that it is found by the id
     * that it has.
     *
     * @return false when it was disconnected or refused meanwhile, by another thread
     */
    public boolean enter() {
        heard();
        return identity.settle() && state.enter();
    }

    @Override
    public boolean admitted() {
        return state.admit();
    }

    /** Has something check the times of this client's messages, at each turn of the sweep. */
    void atSweep(LongConsumer check) {
        atSweep = check;
    }

    @Override
    public void checkTimes(long now) {
        atSweep.accept(now);
    }

    @Override
    public long closeNanos() {
        return Nanos.of(socket.settings().timeouts().send());
    }

    @Override
    public boolean isDrained() {
        return outbox.size() == 0;
    }

    @Override
    public void abort() {
        CloseReason reason = state.reason();
        transport.abort(reason == null ? CloseReason.GONE : reason);
    }

    /** The transport is gone. */
    void closed() {
        socket.services().disconnects().closed(this);
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
        transport.open(newTransport);
        heard();
        CloseReason reason = state.reason();
        if (reason == CloseReason.GONE || reason == CloseReason.SLOW) {
            transport.abort(reason); // Ended between the request and the connection.
        } else {
            outbox.opened(); // Perhaps with a last word for a client that was ended before there was a connection.
        }
    }

    /** Puts a frame into the outbox that belongs to no open channel. */
    void send(Frame frame) {
        taken(outbox.offer(frame, now()));
    }

    @Override
    public void taken(Offer offer) {
        if (offer == Offer.FULL) {
            end(CloseReason.SLOW);
        }
    }

    @Override
    public void forget(ChannelConn channel) {
        channels.forget(channel);
    }

    /**
     * Ends the client: first here, so that nothing more reaches it and it counts no more; then its connection; then the
     * handlers are told. Only the first call has an effect. Never waits.
     */
    @Override
    public void end(CloseReason reason) {
        identity.settle();
        if (!state.end(reason, () -> socket.services().disconnects().add(this))) {
            return; // Ended before, or not admitted: the handshake is about to notice, and turns the client away.
        }
        runtime().counters().count(reason.counter());
        CloseReport report = new CloseReport(socket, version, reason, outbox.reached());
        runtime()
                .faults()
                .run(
                        "telling the log of a client's end",
                        () -> report.tell(runtime().log(), describe(), state.closeText(reason)));
        if (reason != CloseReason.GONE) {
            mailbox.forgetMessages();
        }
        socket.services().registry().forget(this);
        atEnd.run();
        transport.close(outbox, reason);
        boolean stopping = reason == CloseReason.RESTART || reason == CloseReason.UNDEPLOYED;
        channels.end(stopping ? TerminationReason.SHUTDOWN : TerminationReason.DISCONNECTED);
        mailbox.putLast(channels.lastItem(mailbox, this::tellHandlers));
    }

    private void tellHandlers() {
        for (Route route : socket.router().routes()) {
            runtime()
                    .callbacks()
                    .call(
                            context,
                            route.name() + ".disconnect",
                            () -> route.handler().disconnect(client));
        }
        socket.services().disconnects().told(this);
    }
}
