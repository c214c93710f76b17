package org.garuda.channels.standalone;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.garuda.channels.core.engine.ByteBudget;
import org.garuda.channels.core.http.BodyProblem;
import org.garuda.channels.core.http.RequestBody;
import org.garuda.channels.standalone.http.BadRequestException;
import org.garuda.channels.standalone.http.BadRequestException.Fault;
import org.garuda.channels.standalone.http.BodyReader;
import org.garuda.channels.standalone.http.HeadReader;
import org.garuda.channels.standalone.http.RequestHead;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.IOEvent;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.jspecify.annotations.Nullable;

/**
 * A connection as long as it speaks HTTP: one request after the other, each read without a thread and answered by whoever has the answer. While one is being answered no
 * more is read, so that a client cannot pile requests up.
 *
 * <p>All state belongs to the thread of the connection's selector; other threads have their business done there. What the sweep reads is volatile.
 */
final class HttpConnection {

    static final System.Logger LOG = System.getLogger(HttpConnection.class.getName());

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** So much may come behind a request whose answer is waited for, before nothing more is read. */
    private static final int MOST_AHEAD = 16 * 1024;

    /** A client that is still sending would lose the answer if the connection were closed with something unread in it. */
    private static final long LINGER_NANOS = 2_000_000_000L;

    private enum State {
        /** Between two requests. */
        IDLE,
        HEAD,
        BODY,
        /** A whole request is being answered. */
        BUSY,
        /** The same, and it takes its time. */
        WAITING,
        /** The answer is being written. */
        ANSWERING,
        /** The last answer has been written; what still comes is thrown away. */
        LINGERING,
        /** It has left HTTP, or is closed. */
        OVER
    }

    private final HttpFilter http;
    private final TCPNIOConnection connection;
    private final String remoteAddress;
    private final HeadReader heads;
    private final ByteBudget.Account account;

    private State state = State.IDLE;
    private ByteBuffer rest = NOTHING;
    private boolean reading = true;
    private boolean running;
    private long headBegan;
    private @Nullable HttpExchange exchange;
    private @Nullable BodyReader bodyReader;
    private @Nullable RequestBody body;
    private @Nullable Consumer<byte[]> wholeBody;

    /** When the patience with the present state ends; zero for never. */
    private volatile long due;

    HttpConnection(HttpFilter http, TCPNIOConnection connection) {
        this.http = http;
        this.connection = connection;
        this.remoteAddress = connection.getPeerAddress() instanceof InetSocketAddress peer && peer.getAddress() != null
                ? peer.getAddress().getHostAddress()
                : "";
        this.account = http.budget().open(() -> onSelectorThread(this::evicted));
        this.heads = new HeadReader(http.headBytes(), http.headLines(), account::add);
        expect(http.idleNanos());
    }

    String remoteAddress() {
        return remoteAddress;
    }

    void failed(String what, Throwable thrown) {
        http.failed(what, thrown);
    }

    boolean isSecure() {
        return http.isSecure();
    }

    /** Takes what has been read; the buffer may be used again afterwards. */
    void read(Buffer buffer) {
        ByteBuffer all =
                ByteBuffer.allocate(rest.remaining() + buffer.remaining()).put(rest);
        buffer.get(all);
        rest = all.flip();
        goOn();
    }

    private void goOn() {
        if (running) {
            return; // An answer that was written at once; who is at it sees the new state.
        }
        running = true;
        try {
            boolean more = true;
            while (more) {
                more = switch (state) {
                    case IDLE, HEAD -> head();
                    case BODY -> body();
                    case LINGERING, OVER -> discard();
                    case BUSY, WAITING, ANSWERING -> false;
                };
            }
        } catch (BadRequestException e) {
            refuse(e);
        } finally {
            running = false;
        }
        readOn();
    }

    private boolean discard() {
        rest = NOTHING;
        return false;
    }

    private boolean head() throws BadRequestException {
        if (!rest.hasRemaining()) {
            rest = NOTHING;
            return false;
        }
        if (state == State.IDLE) {
            state = State.HEAD;
            headBegan = http.now();
        }
        RequestHead head = heads.read(rest);
        if (head == null) {
            due = http.due(headBegan, http.pace(heads.size()));
            return true;
        }
        account.release();
        state = State.BUSY;
        due = 0;
        readOn(); // What is done with the request may go on elsewhere before this returns.
        HttpExchange begun = new HttpExchange(this, head);
        exchange = begun;
        http.begin(begun);
        return true;
    }

    private boolean body() throws BadRequestException {
        BodyReader reader = bodyReader;
        RequestBody gathered = body;
        if (reader == null || gathered == null || !rest.hasRemaining() && !reader.isDone()) {
            return false;
        }
        if (!reader.read(rest, gathered::add)) {
            rest = NOTHING;
            return false; // It was refused, and the answer is on its way.
        }
        if (!reader.isDone()) {
            return true;
        }
        byte[] whole = gathered.take();
        Consumer<byte[]> taker = wholeBody;
        forgetBody();
        if (whole != null && taker != null) {
            state = State.BUSY;
            readOn();
            taker.accept(whole);
        }
        return true;
    }

    private void forgetBody() {
        bodyReader = null;
        body = null;
        wholeBody = null;
    }

    /** Has the body of the present request gathered. */
    void readBody(HttpExchange asking, int limit, Consumer<byte[]> whole, Consumer<BodyProblem> refused) {
        long length = asking.head().contentLength();
        state = State.BODY;
        bodyReader = new BodyReader(length);
        wholeBody = whole;
        RequestBody gathering = http.bodies().begin(limit, length, refused);
        body = gathering;
        if (length > limit) {
            gathering.refuse(BodyProblem.TOO_BIG);
        } else if (asking.head().expectsContinue() && !rest.hasRemaining()) {
            send(asking, CONTINUE);
        }
    }

    /** While an answer takes its time the end of the connection is looked out for. */
    void await(HttpExchange waiting) {
        onSelectorThread(() -> {
            if (state == State.BUSY && exchange == waiting) {
                state = State.WAITING;
                readOn();
            }
        });
    }

    /** Sends what is not the end of an answer. Any thread may call this. */
    void send(HttpExchange sending, byte[] bytes) {
        write(bytes, () -> {}, () -> fail(sending));
    }

    /** Sends the end of an answer. Any thread may call this, once for each exchange. */
    void answer(HttpExchange answered, byte[] bytes, boolean keep) {
        due = http.due(http.now(), http.sendNanos() + http.pace(bytes.length));
        onSelectorThread(() -> answering(answered));
        write(
                bytes,
                () -> {
                    answered.end(true);
                    onSelectorThread(() -> answered(answered, keep));
                },
                () -> fail(answered));
    }

    private void answering(HttpExchange answered) {
        if (exchange == answered && state != State.OVER) {
            forgetBody();
            state = State.ANSWERING;
            readOn();
        }
    }

    private void answered(HttpExchange answered, boolean keep) {
        if (exchange != answered || state == State.OVER) {
            return;
        }
        exchange = null;
        if (keep && !http.isStopping()) {
            state = State.IDLE;
            expect(http.idleNanos());
            goOn();
        } else {
            linger(answered.isWhole());
        }
    }

    /** There is no answer, not even one that says so. Any thread may call this. */
    void fail(HttpExchange failed, Throwable thrown) {
        http.survived(thrown);
        fail(failed);
    }

    private void fail(HttpExchange failed) {
        failed.end(false);
        connection.terminateSilently();
    }

    private void linger(boolean whole) {
        state = State.LINGERING;
        rest = NOTHING;
        expect(LINGER_NANOS);
        readOn();
        try {
            if (!http.isSecure()) {
                ((SocketChannel) connection.getChannel()).shutdownOutput();
            } else if (whole) {
                connection.closeSilently(); // TLS has a last word of its own to say.
            }
        } catch (IOException | RuntimeException e) {
            connection.terminateSilently();
        }
    }

    /** Answers what is no request, as far as anybody can tell, and ends the connection. */
    private void refuse(BadRequestException problem) {
        http.refused(problem, remoteAddress);
        account.release();
        HttpExchange answering = exchange;
        if (answering == null) {
            answering = new HttpExchange(this, HttpFilter.UNREADABLE);
            exchange = answering;
        }
        RequestBody gathering = body;
        if (gathering != null) {
            gathering.giveUp();
        }
        state = State.BUSY;
        rest = NOTHING;
        answering.respondAndClose(HttpResponse.text(problem.fault().status(), problem.text() + "\n"));
    }

    private void evicted() {
        if (state == State.HEAD) {
            refuse(new BadRequestException(Fault.EVICTED, "the server holds too many unfinished requests"));
        }
    }

    /** Looks at the time; called by the sweep. */
    void sweep(long now) {
        long until = due;
        if (until != 0 && now - until >= 0) {
            onSelectorThread(this::overdue);
        }
    }

    private void overdue() {
        long until = due;
        if (until == 0 || http.now() - until < 0) {
            return; // It has come meanwhile.
        }
        due = 0;
        switch (state) {
            case HEAD -> refuse(new BadRequestException(Fault.OVERDUE, "the head of the request came too slowly"));
            case IDLE, LINGERING -> connection.closeSilently();
            case BUSY, WAITING, BODY, ANSWERING -> {
                http.notRead();
                connection.terminateSilently();
            }
            case OVER -> {
                // Somebody else's.
            }
        }
    }

    private void expect(long nanos) {
        due = http.due(http.now(), nanos);
    }

    /** The connection has closed. */
    void closed() {
        onSelectorThread(() -> {
            HttpExchange lost = exchange;
            if (lost != null) {
                lost.end(false);
            }
            state = State.OVER;
            rest = NOTHING;
            RequestBody gathering = body;
            forgetBody();
            if (gathering != null) {
                gathering.giveUp();
            }
            account.release();
        });
    }

    /** Hands the connection over, once the thread of its selector has nothing else to do with it. */
    void upgrade(HttpExchange upgraded, byte[] answer, HttpExchange.Upgrade upgrade) {
        onSelectorThread(() -> {
            if (state == State.OVER || exchange != upgraded) {
                upgraded.end(false);
                return;
            }
            state = State.OVER;
            exchange = null;
            due = 0;
            http.forget(connection);
            Buffer early = Buffers.wrap(connection.getMemoryManager(), rest);
            boolean any = rest.hasRemaining();
            rest = NOTHING;
            write(answer, () -> {}, connection::terminateSilently);
            boolean taken = false;
            try {
                upgrade.take(connection, early);
                taken = true;
            } finally {
                upgraded.end(taken);
            }
            if (!any && !reading) {
                connection.enableIOEvent(IOEvent.READ); // With something early the one who took it does so.
            }
        });
    }

    private void write(byte[] bytes, Runnable written, Runnable failed) {
        try {
            connection.write(
                    Buffers.wrap(connection.getMemoryManager(), bytes),
                    new EmptyCompletionHandler<WriteResult<Buffer, SocketAddress>>() {
                        @Override
                        public void completed(WriteResult<Buffer, SocketAddress> result) {
                            written.run();
                        }

                        @Override
                        public void failed(Throwable error) {
                            failed.run();
                        }

                        @Override
                        public void cancelled() {
                            failed.run();
                        }
                    });
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "a connection was gone when it was written to", e);
            failed.run();
        } catch (Error e) {
            http.survived(e);
            failed.run();
        }
    }

    private void readOn() {
        boolean wanted = switch (state) {
            case IDLE, HEAD, BODY, LINGERING -> true;
            case WAITING -> rest.remaining() < MOST_AHEAD;
            case BUSY, ANSWERING, OVER -> false;
        };
        if (wanted == reading || state == State.OVER) {
            return;
        }
        reading = wanted;
        try {
            if (wanted) {
                connection.enableIOEvent(IOEvent.READ);
            } else {
                connection.disableIOEvent(IOEvent.READ);
            }
        } catch (IOException e) {
            connection.terminateSilently(); // It is closed already.
        }
    }

    private void onSelectorThread(WriteTurns.Work work) {
        http.enqueue(connection, work);
    }
}
