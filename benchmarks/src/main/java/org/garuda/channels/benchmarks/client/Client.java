package org.garuda.channels.benchmarks.client;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Locale;

/** One WebSocket client. Belongs to the thread of its {@link ClientLoop}. */
public final class Client implements ServerFrames.Listener {

    private static final byte[] NOTHING = {};

    /** The kernel shall not read megabytes in the place of one who does not read. */
    private static final int SLOW_BUFFER_BYTES = 4096;

    private static final byte[] NORMAL_CLOSURE = {0x03, (byte) 0xe8};

    private enum State {
        CONNECTING,
        UPGRADING,
        OPEN,
        JOINED,
        CLOSING,
        CLOSED
    }

    private final ClientLoop loop;
    private final int number;
    private final String topic;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final ServerFrames frames = new ServerFrames(this);
    private final ClientFrames out = new ClientFrames();
    private final Sequences sequences;
    private State state = State.CONNECTING;
    private byte[] unread = NOTHING;
    private boolean dirty;
    private boolean deaf;

    private Client(
            ClientLoop loop, int number, String topic, Sequences sequences, SocketChannel channel, Selector selector)
            throws IOException {
        this.loop = loop;
        this.number = number;
        this.topic = topic;
        this.sequences = sequences;
        this.channel = channel;
        this.key = channel.register(selector, SelectionKey.OP_CONNECT, this);
    }

    static Client connect(
            ClientLoop loop,
            Selector selector,
            SocketAddress from,
            SocketAddress to,
            int number,
            String topic,
            Sequences sequences,
            boolean slow)
            throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        if (slow) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, SLOW_BUFFER_BYTES);
        }
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.bind(from);
        channel.connect(to);
        return new Client(loop, number, topic, sequences, channel, selector);
    }

    public int number() {
        return number;
    }

    public String topic() {
        return topic;
    }

    public Sequences sequences() {
        return sequences;
    }

    boolean isJoined() {
        return state == State.JOINED;
    }

    /** Sends a text message at the end of the loop's turn. */
    public void say(byte[] text) {
        add(ClientFrames.TEXT, text);
    }

    /** The dialect says: the server has let the client in. */
    public void joined() {
        if (state == State.OPEN) {
            state = State.JOINED;
            loop.joined(this);
        }
    }

    /** The dialect says: the client has left its topic. */
    public void left() {
        loop.scenario().left(this);
    }

    /** The dialect says: here is what somebody published, or an echo, with its stamp at the end. */
    public void delivered(byte[] text, int from, int to) {
        Stamp stamp = loop.stamp();
        if (stamp.read(text, from, to)) {
            loop.scenario().delivered(this, stamp);
        } else {
            puzzled(text, from, to);
        }
    }

    /** The dialect says: this makes no sense. */
    public void puzzled(byte[] text, int from, int to) {
        loop.puzzled(Text.shown(text, from, to));
    }

    /** Stops reading, or goes on. */
    public void deaf(boolean on) {
        deaf = on;
        interest();
    }

    /** Closes as WebSocket has it, and waits for the server to close as well. */
    public void close() {
        if (state == State.OPEN || state == State.JOINED) {
            add(ClientFrames.CLOSE, NORMAL_CLOSURE);
            state = State.CLOSING;
        } else if (state != State.CLOSING) {
            abandon();
        }
    }

    /** Closes the connection without a word. */
    public void abandon() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            shut();
            loop.scenario().closed(this);
        }
    }

    void ready() {
        try {
            if (state == State.CONNECTING && key.isConnectable()) {
                channel.finishConnect();
                state = State.UPGRADING;
                out.addRaw(Upgrade.request(loop.dialect(), loop.server()));
                flush();
                return;
            }
            if (key.isWritable()) {
                flush();
            }
            if (key.isValid() && key.isReadable()) {
                read();
            }
        } catch (IOException e) {
            gone(e.toString());
        }
    }

    private void read() throws IOException {
        byte[] array = loop.array();
        int kept = unread.length;
        if (kept > ClientLoop.LONGEST_MESSAGE) {
            gone("a message of more than " + ClientLoop.LONGEST_MESSAGE + " bytes");
            return;
        }
        System.arraycopy(unread, 0, array, 0, kept);
        ByteBuffer buffer = loop.buffer().clear();
        buffer.limit(Math.min(buffer.capacity(), array.length - kept));
        int count = channel.read(buffer);
        if (count < 0) {
            gone("end of stream");
            return;
        }
        buffer.flip().get(array, kept, count);
        int to = kept + count;
        int at = state == State.UPGRADING ? upgrade(array, to) : 0;
        at = state == State.UPGRADING ? at : frames.read(array, at, to);
        unread = at == to ? NOTHING : Arrays.copyOfRange(array, at, to);
    }

    /** Reads the answer to the upgrade; tells where it ends, or 0 when it is not there in full. */
    private int upgrade(byte[] array, int to) {
        int end = Text.find(array, 0, to, "\r\n\r\n");
        if (end < 0) {
            return 0;
        }
        if (Text.starts(array, 0, to, "HTTP/1.1 101")) {
            state = State.OPEN;
            loop.dialect().opened(this);
        } else {
            gone("no upgrade: " + Text.shown(array, 0, to));
        }
        return end + 4;
    }

    @Override
    public void text(byte[] array, int from, int to) {
        loop.dialect().heard(this, array, from, to);
    }

    @Override
    public void ping(byte[] payload) {
        add(ClientFrames.PONG, payload);
    }

    @Override
    public void closing(int code) {
        gone("closed by the server with " + code);
    }

    @Override
    public void broken(String why) {
        gone(why);
    }

    @Override
    public boolean isListening() {
        return state != State.CLOSED;
    }

    private void add(int opcode, byte[] payload) {
        if (state == State.CLOSED || state == State.CLOSING) {
            return;
        }
        out.add(opcode, payload);
        if (!dirty) {
            dirty = true;
            loop.dirty(this);
        }
    }

    /** Sends what waits, as far as the connection takes it. */
    void flush() {
        dirty = false;
        if (state == State.CLOSED) {
            return;
        }
        try {
            while (!out.isEmpty()) {
                ByteBuffer buffer = loop.buffer().clear();
                out.copyTo(buffer);
                int count = channel.write(buffer.flip());
                out.sent(count);
                if (count == 0) {
                    break;
                }
            }
            interest();
        } catch (IOException e) {
            gone(e.toString());
        }
    }

    private void interest() {
        if (state == State.CONNECTING || !key.isValid()) {
            return;
        }
        int ops = (deaf ? 0 : SelectionKey.OP_READ) | (out.isEmpty() ? 0 : SelectionKey.OP_WRITE);
        if (key.interestOps() != ops) {
            key.interestOps(ops);
        }
    }

    private void gone(String why) {
        State before = state;
        if (before == State.CLOSED) {
            return;
        }
        state = State.CLOSED;
        shut();
        if (before == State.CLOSING) {
            loop.scenario().closed(this);
        } else {
            loop.lost(this, why + " (while " + before.name().toLowerCase(Locale.ROOT) + ")");
        }
    }

    private void shut() {
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            loop.puzzled("closing failed: " + e);
        }
    }
}
