package org.garuda.channels.standalone.internal.exchange;

import java.nio.ByteBuffer;
import org.garuda.channels.core.internal.queue.ByteBudget;
import org.garuda.channels.standalone.internal.http.BadRequestException;
import org.garuda.channels.standalone.internal.http.HeadReader;
import org.garuda.channels.standalone.internal.http.RequestHead;
import org.glassfish.grizzly.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What has been read from a connection and not been used yet, and the requests that it makes: heads, and the bodies
 * behind them. What an unfinished head holds counts in the node's budget. Belongs to the thread of the connection's
 * selector.
 */
final class RequestInput {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final HttpPort http;
    private final ByteBudget.Account account;
    private final HeadReader heads;
    private ByteBuffer rest = NOTHING;
    private long headBegan;
    private @Nullable IncomingBody body;

    /** @param evicted called on any thread, when the node holds too much and this the most of it */
    RequestInput(HttpPort http, Runnable evicted) {
        this.http = http;
        this.account = http.budget().open(evicted);
        this.heads = new HeadReader(http.headBytes(), http.headLines(), account::add);
    }

    /** Takes what has been read; the buffer may be used again afterwards. */
    void add(Buffer buffer) {
        ByteBuffer all =
                ByteBuffer.allocate(rest.remaining() + buffer.remaining()).put(rest);
        buffer.get(all);
        rest = all.flip();
    }

    boolean isEmpty() {
        return !rest.hasRemaining();
    }

    /** How many bytes have been read that nobody has used yet. */
    int ahead() {
        return rest.remaining();
    }

    ByteBuffer takeRest() {
        ByteBuffer taken = rest;
        rest = NOTHING;
        return taken;
    }

    /** Throws away what has been read. Nothing more can be made of it, which the result says. */
    boolean discard() {
        rest = NOTHING;
        return false;
    }

    void beginHead() {
        headBegan = http.now();
    }

    /** When the head that has begun has to be there, as far as it has come. */
    long headDue() {
        return http.due(headBegan, http.pace(heads.size()));
    }

    /** The next head, or null while there is not all of it. */
    @Nullable
    RequestHead head() throws BadRequestException {
        RequestHead head = heads.read(rest);
        if (head != null) {
            account.release();
        }
        return head;
    }

    void beginBody(IncomingBody begun) {
        body = begun;
    }

    /** The body that has begun, once: when all of it is there; else null. */
    @Nullable
    IncomingBody body() throws BadRequestException {
        IncomingBody incoming = body;
        if (incoming == null) {
            return null;
        }
        while (!incoming.isDone()) {
            if (isEmpty()) {
                return null;
            }
            if (!incoming.read(rest)) {
                discard(); // It was refused, and the answer is on its way.
                return null;
            }
        }
        body = null;
        return incoming;
    }

    /** The answer did not wait for the body. */
    void forgetBody() {
        body = null;
    }

    /** Nothing more is made of this. */
    void giveUp() {
        IncomingBody incoming = body;
        body = null;
        if (incoming != null) {
            incoming.giveUp();
        }
        account.release();
        discard();
    }
}
