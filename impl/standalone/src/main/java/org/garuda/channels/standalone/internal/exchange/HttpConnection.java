package org.garuda.channels.standalone.internal.exchange;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.garuda.channels.core.internal.http.BodyProblem;
import org.garuda.channels.core.internal.http.RequestBody;
import org.garuda.channels.standalone.HttpResponse;
import org.garuda.channels.standalone.internal.http.BadRequestException;
import org.garuda.channels.standalone.internal.http.BadRequestException.Fault;
import org.garuda.channels.standalone.internal.http.RequestHead;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;
import org.jspecify.annotations.Nullable;

/**
 * A connection as long as it speaks HTTP: one request after the other, each read without a thread and answered by
 * whoever has the answer. While one is being answered no more is read, so that a client cannot pile requests up.
 *
 * <p>All state belongs to the selector's thread, which others ask; the {@link Patience} is looked at by the sweep too.
 */
final class HttpConnection implements HttpExchange.Carrier {

    private final HttpPort http;
    private final HttpService services;
    private final Runnable leave;
    private final HttpWire wire;
    private final RequestInput input;
    private final Patience patience;

    private HttpState state = HttpState.IDLE;
    private boolean running;
    private @Nullable HttpExchange exchange;

    /** @param leave called when the connection leaves HTTP, before it is handed over */
    HttpConnection(HttpPort http, HttpService services, TCPNIOConnection connection, Runnable leave) {
        this.http = http;
        this.services = services;
        this.leave = leave;
        this.wire = new HttpWire(http, connection);
        this.input = new RequestInput(http, () -> wire.onSelectorThread(this::evicted));
        this.patience = new Patience(http);
        patience.forRequest();
    }

    @Override
    public String remoteAddress() {
        return wire.remoteAddress();
    }

    @Override
    public void survived(String what, Throwable thrown) {
        http.survived(what, thrown);
    }

    @Override
    public boolean isSecure() {
        return http.isSecure();
    }

    /** Takes what has been read; the buffer may be used again afterwards. */
    void read(Buffer buffer) {
        input.add(buffer);
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
                    case LINGERING, OVER -> input.discard();
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

    private boolean head() throws BadRequestException {
        if (input.isEmpty()) {
            return input.discard(); // With the buffer that it came in.
        }
        if (state == HttpState.IDLE) {
            state = HttpState.HEAD;
            input.beginHead();
        }
        RequestHead head = input.head();
        if (head == null) {
            patience.until(input.headDue());
            return true;
        }
        state = HttpState.BUSY;
        patience.unlimited();
        readOn(); // What is done with the request may go on elsewhere before this returns.
        HttpExchange begun = new HttpExchange(this, head);
        exchange = begun;
        begin(begun);
        return true;
    }

    /** Whatever a service throws, the connection goes on. */
    private void begin(HttpExchange begun) {
        try {
            services.begin(begun);
        } catch (Throwable e) {
            http.survived("a request", e);
            begun.respondAndClose(HttpResponse.of(500));
        }
    }

    private boolean body() throws BadRequestException {
        IncomingBody whole = input.body();
        if (whole == null) {
            return false;
        }
        byte[] bytes = whole.take();
        if (bytes != null) {
            state = HttpState.BUSY;
            readOn();
            whole.handOn(bytes);
        }
        return true;
    }

    @Override
    public void readBody(HttpExchange asking, int limit, Consumer<byte[]> whole, Consumer<BodyProblem> refused) {
        long length = asking.head().contentLength();
        state = HttpState.BODY;
        RequestBody gathering = http.bodies().begin(limit, length, refused);
        input.beginBody(new IncomingBody(length, gathering, whole));
        if (length > limit) {
            gathering.refuse(BodyProblem.TOO_BIG);
        } else if (asking.head().expectsContinue() && input.isEmpty()) {
            send(asking, HttpWire.CONTINUE);
        }
    }

    @Override
    public void await(HttpExchange waiting) {
        wire.onSelectorThread(() -> {
            if (state == HttpState.BUSY && exchange == waiting) {
                state = HttpState.WAITING;
                readOn();
            }
        });
    }

    @Override
    public void send(HttpExchange sending, byte[] bytes) {
        wire.write(bytes, () -> {}, () -> fail(sending));
    }

    @Override
    public void answer(HttpExchange answered, byte[] bytes, boolean keep) {
        patience.forAnswer(bytes.length);
        wire.onSelectorThread(() -> answering(answered));
        wire.write(
                bytes,
                () -> {
                    answered.end(true);
                    wire.onSelectorThread(() -> answered(answered, keep));
                },
                () -> fail(answered));
    }

    private void answering(HttpExchange answered) {
        if (exchange == answered && state != HttpState.OVER) {
            input.forgetBody();
            state = HttpState.ANSWERING;
            readOn();
        }
    }

    private void answered(HttpExchange answered, boolean keep) {
        if (exchange != answered || state == HttpState.OVER) {
            return;
        }
        exchange = null;
        if (keep && !http.isStopping()) {
            state = HttpState.IDLE;
            patience.forRequest();
            goOn();
        } else {
            linger(answered.isWhole());
        }
    }

    @Override
    public void fail(HttpExchange failed, Throwable thrown) {
        http.survived("a request", thrown);
        fail(failed);
    }

    private void fail(HttpExchange failed) {
        failed.end(false);
        wire.cut();
    }

    private void linger(boolean whole) {
        state = HttpState.LINGERING;
        input.discard();
        patience.forLingering();
        readOn();
        wire.endOutput(whole);
    }

    /** Answers what is no request, as far as anybody can tell, and ends the connection. */
    private void refuse(BadRequestException problem) {
        http.refused(problem, wire.remoteAddress());
        HttpExchange answering = exchange;
        if (answering == null) {
            answering = new HttpExchange(this, RequestHead.UNREADABLE);
            exchange = answering;
        }
        input.giveUp();
        state = HttpState.BUSY;
        answering.respondAndClose(HttpResponse.text(problem.fault().status(), problem.text() + "\n"));
    }

    private void evicted() {
        if (state == HttpState.HEAD) {
            refuse(new BadRequestException(Fault.EVICTED, "the server holds too many unfinished requests"));
        }
    }

    /** Looks at the time; called by the sweep. */
    void sweep(long now) {
        if (patience.isOver(now)) {
            wire.onSelectorThread(this::overdue);
        }
    }

    private void overdue() {
        if (!patience.isOver(http.now())) {
            return; // It has come meanwhile.
        }
        patience.unlimited();
        switch (state) {
            case HEAD -> refuse(new BadRequestException(Fault.OVERDUE, "the head of the request came too slowly"));
            case IDLE, LINGERING -> wire.close();
            case BUSY, WAITING, BODY, ANSWERING -> {
                http.notRead();
                wire.cut();
            }
            case OVER -> {
                // Somebody else's.
            }
        }
    }

    /** The connection has closed. */
    void closed() {
        wire.onSelectorThread(() -> {
            HttpExchange lost = exchange;
            if (lost != null) {
                lost.end(false);
            }
            state = HttpState.OVER;
            input.giveUp();
        });
    }

    @Override
    public void upgrade(HttpExchange upgraded, byte[] answer, HttpExchange.Upgrade upgrade) {
        wire.onSelectorThread(() -> {
            if (state == HttpState.OVER || exchange != upgraded) {
                upgraded.end(false);
                return;
            }
            state = HttpState.OVER;
            exchange = null;
            patience.unlimited();
            ByteBuffer early = input.takeRest();
            boolean taken = false;
            try {
                leave.run();
                wire.handOver(answer, early, upgrade);
                taken = true;
            } finally {
                upgraded.end(taken);
            }
        });
    }

    private void readOn() {
        if (state != HttpState.OVER) { // Else it is somebody else's.
            wire.read(state.reads(input.ahead()));
        }
    }
}
