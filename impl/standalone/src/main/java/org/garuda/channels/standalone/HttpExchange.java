package org.garuda.channels.standalone;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.garuda.channels.core.internal.handshake.Forwarding;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.http.BodyProblem;
import org.garuda.channels.standalone.http.RequestHead;
import org.garuda.channels.standalone.http.ResponseHead;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;

/**
 * One request on its way to its answer. It may be answered by any thread, once; what is said after that is not heard.
 */
final class HttpExchange {

    private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final HttpConnection connection;
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

    HttpExchange(HttpConnection connection, RequestHead head) {
        this.connection = connection;
        this.head = head;
        this.remoteAddress = connection.remoteAddress();
        this.secure = connection.isSecure();
        this.wholeRequest = !head.hasBody();
    }

    RequestHead head() {
        return head;
    }

    String remoteAddress() {
        return remoteAddress;
    }

    boolean isSecure() {
        return secure;
    }

    /**
     * Takes a trusted proxy's word for who the client is and how it asked. To be called before anybody else sees the
     * request.
     */
    void believe(Forwarding.Seen seen) {
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
    HandshakeRequest snapshot() {
        return new HandshakeRequest(head.query(), head.headers(), null, remoteAddress);
    }

    /**
     * Has the body gathered; what is wrong with it is answered in plain text. To be called by {@link HttpService#begin}
     * alone.
     */
    void readBody(int limit, Consumer<byte[]> whole) {
        readBody(limit, whole, HttpExchange::plain);
    }

    /** The answer to a body that is not waited for. */
    static HttpResponse plain(BodyProblem problem) {
        return HttpResponse.text(problem.status(), problem.text() + "\n");
    }

    /**
     * Has the body gathered, without a thread. To be called by {@link HttpService#begin} alone.
     *
     * @param whole called on the selector's thread with the whole body, which is empty if there is none; must not block
     * @param refused words the answer when the body is not waited for
     */
    void readBody(int limit, Consumer<byte[]> whole, Function<BodyProblem, HttpResponse> refused) {
        if (wholeRequest) {
            whole.accept(new byte[0]);
            return;
        }
        connection.readBody(
                this,
                limit,
                body -> {
                    wholeRequest = true;
                    whole.accept(body);
                },
                problem -> respond(refused.apply(problem)));
    }

    /**
     * Has something told when the exchange is over, at once if it is.
     *
     * @param told true when the answer has been handed to the network in full, false when the connection was gone
     *     before; called once, on any thread; must not block
     */
    void onEnd(Consumer<Boolean> told) {
        end.thenAccept(told);
    }

    void end(boolean delivered) {
        end.complete(delivered);
    }

    /** Sends the head of an answer whose body takes its time, and watches for the end of the connection meanwhile. */
    void respondLater(int status, Map<String, String> headers) {
        ResponseHead response = new ResponseHead(status).headers(headers);
        if (head.minorVersion() == 1) {
            response.header("Transfer-Encoding", "chunked");
        }
        begun = true;
        connection.send(this, connected(response, keeps()).bytes());
    }

    /** Watches for the end of the connection while the answer takes its time. */
    void await() {
        connection.await(this);
    }

    /** Answers; the body alone when the head has been sent. Does not block. */
    void respond(HttpResponse response) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        try {
            answer(response);
        } catch (Throwable e) {
            connection.fail(this, e); // Else the client would wait for ever.
        }
    }

    private void answer(HttpResponse response) {
        byte[] bytes;
        try {
            bytes = begun ? rest(response.body()) : whole(response);
        } catch (IllegalArgumentException e) {
            connection.survived("writing an answer", e);
            bytes = whole(HttpResponse.of(500));
        }
        connection.answer(this, bytes, keeps());
    }

    /** Answers, and ends the connection. */
    void respondAndClose(HttpResponse response) {
        last = true;
        respond(response);
    }

    /** Whether all of the request has been read. */
    boolean isWhole() {
        return wholeRequest;
    }

    private boolean keeps() {
        return wholeRequest && !last && head.keepsAlive() && !(begun && head.minorVersion() == 0);
    }

    private byte[] whole(HttpResponse response) {
        byte[] body = response.body();
        ResponseHead answer = new ResponseHead(response.status()).headers(response.headers());
        if (response.status() != 204 && response.status() != 304) {
            answer.header("Content-Length", Integer.toString(body.length));
        }
        byte[] start = connected(answer, keeps()).bytes();
        boolean bodiless = head.method().equals("HEAD") || response.status() == 204 || response.status() == 304;
        return bodiless ? start : join(start, body);
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

    static byte[] join(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Takes the connection out of HTTP, with an answer that says so. */
    void upgrade(Map<String, List<String>> headers, Upgrade upgrade) {
        if (answered.compareAndSet(false, true)) {
            ResponseHead response = new ResponseHead(101);
            headers.forEach((name, values) -> response.header(name, String.join(", ", values)));
            connection.upgrade(this, response.bytes(), upgrade);
        }
    }

    /** Goes on with a connection that has left HTTP. */
    interface Upgrade {
        /**
         * Called on the selector's thread.
         *
         * @param early what has been read behind the request; may be empty
         */
        void take(TCPNIOConnection connection, Buffer early);
    }
}
