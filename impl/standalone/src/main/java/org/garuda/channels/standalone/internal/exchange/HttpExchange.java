package org.garuda.channels.standalone.internal.exchange;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.garuda.channels.core.internal.handshake.Forwarding;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.http.BodyProblem;
import org.garuda.channels.standalone.HttpResponse;
import org.garuda.channels.standalone.internal.http.RequestHead;
import org.garuda.channels.standalone.internal.http.ResponseHead;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;

/**
 * One request on its way to its answer. It may be answered by any thread, once; what is said after that is not heard.
 */
public final class HttpExchange {

    private static final byte[] NO_BODY = {};
    private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Carrier connection;
    private RequestHead head;
    private String remoteAddress;
    private boolean secure;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final CompletableFuture<Boolean> end = new CompletableFuture<>();

    /** Whether nothing of this request is left in the connection, so that another one may follow. */
    private volatile boolean wholeRequest;

    private volatile boolean last;

    /** Whether the head of the answer has been sent before its body. */
    private volatile boolean begun;

    public HttpExchange(Carrier connection, RequestHead head) {
        this.connection = connection;
        this.head = head;
        this.remoteAddress = connection.remoteAddress();
        this.secure = connection.isSecure();
        this.wholeRequest = !head.hasBody();
    }

    public RequestHead head() {
        return head;
    }

    public String remoteAddress() {
        return remoteAddress;
    }

    public boolean isSecure() {
        return secure;
    }

    /**
     * Takes a trusted proxy's word for who the client is and how it asked. To be called before anybody else sees the
     * request.
     */
    public void believe(Forwarding.Seen seen) {
        remoteAddress = seen.address();
        String host = seen.host();
        if (host != null) {
            head = head.withHeader("Host", host);
        }
        Boolean tls = seen.secure();
        if (tls != null) {
            secure = tls;
        }
    }

    /** What the request says, for whoever decides on clients. */
    public HandshakeRequest snapshot() {
        return new HandshakeRequest(head.query(), head.headers(), null, remoteAddress);
    }

    /**
     * Has the body gathered; what is wrong with it is answered in plain text. To be called by {@link HttpService#begin}
     * alone.
     */
    public void readBody(int limit, Consumer<byte[]> whole) {
        readBody(limit, whole, this::refuse);
    }

    /** Answers, in plain text, a body that is not waited for. */
    public void refuse(BodyProblem problem) {
        respond(HttpResponse.text(problem.status(), problem.text() + "\n"));
    }

    /**
     * Has the body gathered, without a thread. To be called by {@link HttpService#begin} alone.
     *
     * @param whole called on the selector's thread with the whole body, which is empty if there is none; must not block
     * @param refused answers when the body is not waited for
     */
    public void readBody(int limit, Consumer<byte[]> whole, Consumer<BodyProblem> refused) {
        if (wholeRequest) {
            whole.accept(NO_BODY);
            return;
        }
        connection.readBody(
                this,
                limit,
                body -> {
                    wholeRequest = true;
                    whole.accept(body);
                },
                refused);
    }

    /**
     * Has something told when the exchange is over, at once if it is.
     *
     * @param told true when the answer has been handed to the network in full, false when the connection was gone
     *     before; called once, on any thread; must not block
     */
    public void onEnd(Consumer<Boolean> told) {
        end.thenAccept(told);
    }

    public void end(boolean delivered) {
        end.complete(delivered);
    }

    /** Sends the head of an answer whose body takes its time, and watches for the end of the connection meanwhile. */
    public void respondLater(int status, Map<String, String> headers) {
        ResponseHead response = new ResponseHead(status).headers(headers);
        if (head.minorVersion() == 1) {
            response.header("Transfer-Encoding", "chunked");
        }
        begun = true;
        connection.send(this, connected(response, keeps()).bytes());
    }

    /** Watches for the end of the connection while the answer takes its time. */
    public void await() {
        connection.await(this);
    }

    /** Answers; the body alone when the head has been sent. Does not block. */
    public void respond(HttpResponse response) {
        respond(response.status(), response.headers(), response.body());
    }

    /** Answers; the body alone when the head has been sent. Does not block. */
    public void respond(int status, Map<String, String> headers, byte[] body) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        try {
            answer(status, headers, body);
        } catch (Throwable e) {
            connection.fail(this, e); // Else the client would wait for ever.
        }
    }

    private void answer(int status, Map<String, String> headers, byte[] body) {
        byte[] bytes;
        try {
            bytes = begun ? rest(body) : whole(status, headers, body);
        } catch (IllegalArgumentException e) {
            connection.survived("writing an answer", e);
            bytes = whole(500, Map.of(), NO_BODY);
        }
        connection.answer(this, bytes, keeps());
    }

    /** Answers, and ends the connection. */
    public void respondAndClose(HttpResponse response) {
        last = true;
        respond(response);
    }

    /** Whether all of the request has been read. */
    public boolean isWhole() {
        return wholeRequest;
    }

    private boolean keeps() {
        return wholeRequest && !last && head.keepsAlive() && !(begun && head.minorVersion() == 0);
    }

    private byte[] whole(int status, Map<String, String> headers, byte[] body) {
        ResponseHead answer = new ResponseHead(status).headers(headers);
        boolean never = status == 204 || status == 304;
        if (!never) {
            answer.header("Content-Length", Integer.toString(body.length));
        }
        byte[] start = connected(answer, keeps()).bytes();
        return never || head.method().equals("HEAD") ? start : join(start, body);
    }

    private ResponseHead connected(ResponseHead answer, boolean keeps) {
        if (!keeps) {
            return answer.header("Connection", "close");
        }
        return head.minorVersion() == 0 ? answer.header("Connection", "keep-alive") : answer;
    }

    private byte[] rest(byte[] body) {
        if (head.minorVersion() == 0) {
            return body;
        }
        byte[] size = (Integer.toHexString(body.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        return join(join(size, body), LAST_CHUNK);
    }

    public static byte[] join(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Takes the connection out of HTTP, with an answer that says so. */
    public void upgrade(Map<String, List<String>> headers, Upgrade upgrade) {
        if (answered.compareAndSet(false, true)) {
            ResponseHead response = new ResponseHead(101);
            headers.forEach((name, values) -> response.header(name, String.join(", ", values)));
            connection.upgrade(this, response.bytes(), upgrade);
        }
    }

    /** The connection that carries the request, as far as its exchange knows it. */
    public interface Carrier {

        /** The IP address of the other end. */
        public String remoteAddress();

        /** Whether the port speaks TLS. */
        public boolean isSecure();

        /** Something failed, and nothing else is to. */
        void survived(String what, Throwable thrown);

        /** Has the body of the present request gathered. */
        void readBody(HttpExchange asking, int limit, Consumer<byte[]> whole, Consumer<BodyProblem> refused);

        /** While an answer takes its time the end of the connection is looked out for. */
        public void await(HttpExchange waiting);

        /** Sends what is not the end of an answer. Any thread may call this. */
        void send(HttpExchange sending, byte[] bytes);

        /** Sends the end of an answer. Any thread may call this, once for each exchange. */
        void answer(HttpExchange answered, byte[] bytes, boolean keep);

        /** There is no answer, not even one that says so. Any thread may call this. */
        void fail(HttpExchange failed, Throwable thrown);

        /** Hands the connection over, once the thread of its selector has nothing else to do with it. */
        public void upgrade(HttpExchange upgraded, byte[] answer, Upgrade upgrade);
    }

    /** Goes on with a connection that has left HTTP. */
    public interface Upgrade {
        /**
         * Called on the selector's thread.
         *
         * @param early what has been read behind the request; may be empty
         */
        void take(TCPNIOConnection connection, Buffer early);
    }
}
