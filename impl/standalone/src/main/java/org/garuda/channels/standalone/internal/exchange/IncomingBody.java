package org.garuda.channels.standalone.internal.exchange;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.garuda.channels.core.internal.http.RequestBody;
import org.garuda.channels.standalone.internal.http.BadRequestException;
import org.garuda.channels.standalone.internal.http.BodyReader;
import org.jspecify.annotations.Nullable;

/**
 * The body of the present request, on its way from the connection to whoever wants all of it. Belongs to the thread of
 * the connection's selector.
 */
final class IncomingBody {

    private final BodyReader reader;
    private final RequestBody gathered;
    private final Consumer<byte[]> taker;

    /**
     * Begins a body.
     *
     * @param length in bytes, or negative when it comes in chunks
     * @param gathered holds what has come
     * @param taker wants the whole
     */
    IncomingBody(long length, RequestBody gathered, Consumer<byte[]> taker) {
        this.reader = new BodyReader(length);
        this.gathered = gathered;
        this.taker = taker;
    }

    /** Whether all of it has come. */
    boolean isDone() {
        return reader.isDone();
    }

    /**
     * Takes what belongs to the body out of what has been read.
     *
     * @return false when nothing more is wanted
     */
    boolean read(ByteBuffer from) throws BadRequestException {
        return reader.read(from, gathered::add);
    }

    /** All of it, or null when it was refused meanwhile. */
    byte @Nullable [] take() {
        return gathered.take();
    }

    void handOn(byte[] whole) {
        taker.accept(whole);
    }

    void giveUp() {
        gathered.giveUp();
    }
}
