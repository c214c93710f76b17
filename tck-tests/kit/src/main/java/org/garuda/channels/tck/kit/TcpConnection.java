package org.garuda.channels.tck.kit;

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

/**
 * A plain TCP connection on an {@link EventLoop}: writes are queued and never block, either side may close its half.
 *
 * <p>After {@link #close}, {@link #reset} or an error nothing is reported any more, and writes are ignored.
 */
final class TcpConnection {

    /** What is told about a connection; called on the loop's thread while it serves the sockets. */
    interface Listener {
        void received(byte[] bytes);

        void endOfStream();

        void failed(IOException cause);
    }

    private static final int READ_SIZE = 64 * 1024;

    private final Listener listener;
    private final Deque<ByteBuffer> outgoing = new ArrayDeque<>();
    private final ByteBuffer incoming = ByteBuffer.allocate(READ_SIZE);
    private final SocketChannel channel;
    private final SelectionKey key;
    private boolean finishing;

    /**
     * Begins to connect; bytes written meanwhile are sent as soon as the connection is there.
     *
     * @throws IOException when that fails at once (an unknown host, no more sockets)
     */
    TcpConnection(EventLoop loop, URI address, Listener listener) throws IOException {
        this.listener = listener;
        channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            key = loop.register(channel, SelectionKey.OP_CONNECT, this::ready);
            if (channel.connect(new InetSocketAddress(Urls.host(address), Urls.port(address)))) {
                key.interestOps(SelectionKey.OP_READ);
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e instanceof IOException io ? io : new IOException("cannot connect to " + address, e);
        }
    }

    void write(byte[] bytes) {
        if (channel.isOpen() && !finishing) {
            outgoing.add(ByteBuffer.wrap(bytes));
            attempt(this::flush);
        }
    }

    /** Closes our half once everything is written; what the other side sends is still read. */
    void finish() {
        if (channel.isOpen() && !finishing) {
            finishing = true;
            attempt(this::flush);
        }
    }

    /** Closes with a TCP reset, so that the other side sees an error and no end of stream. */
    void reset() {
        try {
            if (channel.isOpen()) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException alreadyGone) {
            // then there is nothing left to reset
        }
        close();
    }

    void close() {
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            // closed is all it had to be
        }
    }

    private void ready(SelectionKey ready) {
        attempt(() -> {
            if (ready.isConnectable() && channel.finishConnect()) {
                key.interestOps(SelectionKey.OP_READ);
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
            channel.write(outgoing.peek());
            if (outgoing.peek().hasRemaining()) {
                key.interestOpsOr(SelectionKey.OP_WRITE);
                return;
            }
            outgoing.remove();
        }
        key.interestOpsAnd(~SelectionKey.OP_WRITE);
        if (finishing) {
            channel.shutdownOutput();
        }
    }

    private void read() throws IOException {
        incoming.clear();
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
