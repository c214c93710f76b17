package org.garuda.channels.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A WebSocket client on a bare TCP connection, which can do what no library would. Used by one thread; waits ten
 * seconds for what it reads.
 */
final class RawClient implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_BINARY = 0x82;
    private static final int CLOSE = 0x88;

    private final Socket socket;
    private final DataInputStream in;

    /** Connects and upgrades; the query is everything behind the question mark. */
    RawClient(ChannelServer server, String query) throws IOException {
        this(
                new Socket(server.host(), server.port()),
                "GET /socket/websocket?" + query + " HTTP/1.1\r\nHost: " + server.host()
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
    }

    /** Upgrades a connection with a request of the caller's. */
    RawClient(Socket connected, String request) throws IOException {
        socket = connected;
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        raw(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        assertEquals("101", head.toString().split(" ")[1], head::toString);
    }

    RawClient text(String message) throws IOException {
        return frame(FINAL_TEXT, message.getBytes(StandardCharsets.UTF_8));
    }

    RawClient binary(byte[] message) throws IOException {
        return frame(FINAL_BINARY, message);
    }

    /** A close frame with 1000. */
    RawClient sayGoodbye() throws IOException {
        return frame(CLOSE, new byte[] {0x03, (byte) 0xe8});
    }

    /** A frame with the given first byte, masked with zeros. */
    RawClient frame(int first, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.putInt(0).put(payload);
        raw(Arrays.copyOf(frame.array(), frame.position()));
        return this;
    }

    void raw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    RawClient join(String topic) throws IOException {
        return text("[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{}]")
                .expect("[\"1\",\"1\",\"" + topic + "\",\"phx_reply\",{\"response\":{},\"status\":\"ok\"}]");
    }

    RawClient expect(String text) throws IOException {
        assertEquals(text, read());
        return this;
    }

    /** The next message as text; "close" and the code for a close frame, "end" when the connection has ended. */
    String read() throws IOException {
        try {
            int opcode = in.readUnsignedByte() & 0x0f;
            int length = in.readUnsignedByte();
            byte[] payload =
                    new byte[length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length];
            in.readFully(payload);
            return opcode == (CLOSE & 0x0f)
                    ? "close " + ByteBuffer.wrap(payload).getShort()
                    : new String(payload, StandardCharsets.UTF_8);
        } catch (EOFException | SocketException e) {
            return "end";
        }
    }

    /** Ends the connection with RST. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
