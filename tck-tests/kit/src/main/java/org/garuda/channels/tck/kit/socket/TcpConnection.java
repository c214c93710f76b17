package org.garuda.channels.tck.kit.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.garuda.channels.tck.kit.scenario.Action;

/**
 * A plain TCP connection on an {@link EventLoop}: writes are queued and never block, either side may close its half.
 *
 * <p>After {@link #close}, {@link #reset} or an error nothing is reported any more, and writes are ignored.
 */
public final class TcpConnection {

    /** What is told about a connection; called on the loop's thread while it serves the sockets. */
    public interface Listener {

        /**
         * Bytes came.
         *
         * @param bytes the listener's own from now on
         */
        void received(byte[] bytes);

        /** The other side has closed its half. */
        void endOfStream();

        /**
         * The connection could not be made, or is broken.
         *
         * @param cause what went wrong
         */
        void failed(IOException cause);
    }

    private static final int WRITE_SIZE = 128 * 1024;

    private final Listener listener;
    private final Deque<ByteBuffer> outgoing = new ArrayDeque<>();
    private final EventLoop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private boolean finishing;
    private boolean reading = true;
    private long queued;

    /**
     * Begins to connect; bytes written meanwhile are sent as soon as the connection is there.
     *
     * @param loop serves the connection
     * @param address whose host and port to connect to
     * @param listener is told what happens
     * @throws IOException when that fails at once (an unknown host, no more sockets)
     */
    public TcpConnection(EventLoop loop, URI address, Listener listener) throws IOException {
        this(loop, address, listener, 0);
    }

    /**
     * Begins to connect, with little room for what the other side sends.
     *
     * @param loop serves the connection
     * @param address whose host and port to connect to
     * @param listener is told what happens
     * @param receiveBuffer bytes that the system takes before they are read; 0 leaves that to the system
     * @throws IOException when that fails at once (an unknown host, no more sockets)
     */
    public TcpConnection(EventLoop loop, URI address, Listener listener, int receiveBuffer) throws IOException {
        this.loop = loop;
        this.listener = listener;
        channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (receiveBuffer > 0) {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
            }
            key = loop.register(channel, SelectionKey.OP_CONNECT, this::ready);
            if (channel.connect(new InetSocketAddress(Urls.host(address), Urls.port(address)))) {
                key.interestOps(readInterest());
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e instanceof IOException io ? io : new IOException("cannot connect to " + address, e);
        }
    }

    /**
     * Sends bytes, now or as soon as the other side takes them. They are not copied.
     *
     * @param bytes not to be changed any more
     */
    public void write(byte[] bytes) {
        if (channel.isOpen() && !finishing) {
            outgoing.add(ByteBuffer.wrap(bytes));
            queued += bytes.length;
            attempt(this::flush);
        }
    }

    /**
     * How much waits to be sent.
     *
     * @return bytes that the system has not taken
     */
    public long queued() {
        return queued;
    }

    /** Reads nothing from now on: what the other side sends stays in the buffers of the system until they are full. */
    public void stopReading() {
        reading = false;
        if (key.isValid() && channel.isConnected()) {
            key.interestOpsAnd(~SelectionKey.OP_READ);
        }
    }

    /** Closes our half once everything is written; what the other side sends is still read. */
    public void finish() {
        if (channel.isOpen() && !finishing) {
            finishing = true;
            attempt(this::flush);
        }
    }

    /** Closes with a TCP reset, so that the other side sees an error and no end of stream. */
    public void reset() {
        try {
            if (channel.isOpen()) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException alreadyGone) {
            // then there is nothing left to reset
        }
        close();
    }

    /** Closes at once; what waits to be sent is dropped. */
    public void close() {
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            // closed is all it had to be
        }
    }

    private void ready(SelectionKey ready) {
        attempt(() -> {
            if (ready.isConnectable() && channel.finishConnect()) {
                key.interestOps(readInterest());
                flush();
            }
            if (ready.isValid() && ready.isWritable()) {
                flush();
            }
            if (ready.isValid() && ready.isReadable()) {
                read();
            }
        });
    }

    private void flush() throws IOException {
        if (!channel.isConnected()) {
            return;
        }
        while (!outgoing.isEmpty()) {
            ByteBuffer next = outgoing.peek();
            // in pieces: the system copies all that it is offered, however little of it there is room for
            int piece = Math.min(WRITE_SIZE, next.remaining());
            int written = channel.write(next.slice(next.position(), piece));
            queued -= written;
            next.position(next.position() + written);
            if (written < piece) {
                key.interestOpsOr(SelectionKey.OP_WRITE);
                return;
            }
            if (!next.hasRemaining()) {
                outgoing.remove();
            }
        }
        key.interestOpsAnd(~SelectionKey.OP_WRITE);
        if (finishing) {
            channel.shutdownOutput();
        }
    }

    private int readInterest() {
        return reading ? SelectionKey.OP_READ : 0;
    }

    private void read() throws IOException {
        ByteBuffer incoming = loop.readBuffer();
        int count = channel.read(incoming);
        if (count < 0) {
            // an ended stream stays readable: without this the loop would spin
            key.interestOpsAnd(~SelectionKey.OP_READ);
            listener.endOfStream();
        } else if (count > 0) {
            listener.received(Arrays.copyOf(incoming.array(), count));
        }
    }

    private interface Action {
        void run() throws IOException;
    }

    private void attempt(Action action) {
        try {
            action.run();
        } catch (IOException e) {
            close();
            listener.failed(e);
        }
    }
}
