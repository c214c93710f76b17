package org.garuda.channels.benchmarks.presence;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * One client: connects, joins when it is told to, and from then on counts what it is sent. What the messages say is not
 * read, so that most of the processor is left to the server.
 */
final class Newcomer {

    /** Enough of a message to tell what it is. */
    private static final int START = 96;

    private static final int LONGEST_HEADER = 10;

    /** What a message is. */
    enum Kind {
        REPLY("\"phx_reply\""),
        LIST("\"presence_state\""),
        DIFF("\"presence_diff\"");

        private final String event;

        Kind(String event) {
            this.event = event;
        }
    }

    /** Hears of each message in full. */
    interface Listener {
        void open(Newcomer newcomer);

        void heard(Newcomer newcomer, Kind kind, long bytes);

        void lost(Newcomer newcomer, String why);
    }

    private final SocketChannel channel;
    private final Listener listener;
    private final byte[] header = new byte[LONGEST_HEADER];
    private final byte[] start = new byte[START];
    private boolean upgrading = true;
    private int headerSize;
    private long left;
    private long length;
    private int startSize;
    private int lineEnds;
    long dueAt;

    Newcomer(InetSocketAddress server, Selector selector, Listener listener) throws IOException {
        this.listener = listener;
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.write(ByteBuffer.wrap(("GET /socket/websocket?vsn=2.0.0 HTTP/1.1\r\nHost: 127.0.0.1:" + server.getPort()
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Joins; a message so short always fits into an idle connection's buffer. */
    void join(String topic, String user, boolean list) throws IOException {
        byte[] text = ("[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{\"user\":\"" + user + "\",\"list\":" + list + "}]")
                .getBytes(StandardCharsets.US_ASCII);
        ByteBuffer frame = ByteBuffer.allocate(text.length + 8);
        frame.put((byte) 0x81); // Text, in one frame; the mask of zeros leaves it as it is.
        if (text.length < 126) {
            frame.put((byte) (0x80 | text.length));
        } else {
            frame.put((byte) (0x80 | 126)).putShort((short) text.length);
        }
        channel.write(frame.putInt(0).put(text).flip());
    }

    /** Takes in what has come, as much as fits into the buffer. */
    void read(ByteBuffer buffer) {
        try {
            int count = channel.read(buffer.clear());
            if (count < 0) {
                lost("the connection has ended");
                return;
            }
            buffer.flip();
            while (buffer.hasRemaining()) {
                if (upgrading) {
                    readUpgrade(buffer.get());
                } else if (left > 0) {
                    readPayload(buffer);
                } else {
                    readHeader(buffer.get());
                }
            }
        } catch (IOException e) {
            lost(e.toString());
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void lost(String why) {
        close();
        listener.lost(this, why);
    }

    private void readUpgrade(byte next) {
        if (next == '\n') {
            lineEnds++;
        } else if (next != '\r') {
            lineEnds = 0;
        }
        if (lineEnds == 2) {
            upgrading = false;
            listener.open(this);
        }
    }

    private void readHeader(byte next) {
        header[headerSize++] = next;
        if (headerSize < 2) {
            return;
        }
        int code = header[1] & 0x7f;
        int size = code < 126 ? 2 : code == 126 ? 4 : 10;
        if (headerSize == size) {
            length = code;
            if (size > 2) {
                length = 0;
                for (int i = 2; i < size; i++) {
                    length = length << 8 | header[i] & 0xff;
                }
            }
            left = length;
            startSize = 0;
            headerSize = 0;
        }
    }

    private void readPayload(ByteBuffer buffer) {
        int count = (int) Math.min(left, buffer.remaining());
        int kept = Math.min(count, START - startSize);
        buffer.get(start, startSize, kept);
        startSize += kept;
        buffer.position(buffer.position() + count - kept);
        left -= count;
        if (left == 0) {
            listener.heard(this, kind(), length);
        }
    }

    private Kind kind() {
        String text = new String(start, 0, startSize, StandardCharsets.US_ASCII);
        for (Kind kind : Kind.values()) {
            if (text.contains(kind.event)) {
                return kind;
            }
        }
        throw new IllegalStateException("the server said " + text);
    }
}
