package org.garuda.channels.standalone.internal.websocket;

import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.spi.SelectorProvider;
import java.util.function.Consumer;

/** A connection without a network: hands on what is written, and takes all of it. */
final class MemoryChannel extends Pipe.SinkChannel {

    private final Consumer<ByteBuffer> written;

    /** @param written is given what one call writes; the buffer is used again afterwards */
    MemoryChannel(Consumer<ByteBuffer> written) {
        super(SelectorProvider.provider());
        this.written = written;
    }

    @Override
    public int write(ByteBuffer bytes) {
        int length = bytes.remaining();
        written.accept(bytes.duplicate());
        bytes.position(bytes.limit());
        return length;
    }

    @Override
    public long write(ByteBuffer[] buffers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] buffers, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void implCloseSelectableChannel() {
        // There is nothing to close.
    }

    @Override
    protected void implConfigureBlocking(boolean block) {
        // It never blocks.
    }
}
