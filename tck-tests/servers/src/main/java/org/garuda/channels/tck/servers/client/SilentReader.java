package org.garuda.channels.tck.servers.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.garuda.channels.tck.servers.server.HostedApp;

/** A client that joins topics and then reads nothing any more, until it is told to. */
public final class SilentReader implements AutoCloseable {

    private static final int LITTLE = 16 * 1024;
    private static final byte[] NO_MASK = new byte[4];

    private final Socket socket = new Socket();

    /**
     * A client that has asked to join the topics.
     *
     * @param app the app
     * @param parameters of the request
     * @param topics the topics
     * @throws IOException when it is not let in
     */
    public SilentReader(HostedApp app, String parameters, List<String> topics) throws IOException {
        URI base = app.webSocketBase();
        socket.setReceiveBufferSize(LITTLE);
        socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), 10_000);
        write(("GET " + base.getPath() + "/websocket?vsn=2.0.0&" + parameters + " HTTP/1.1\r\nHost: " + base.getHost()
                        + ":" + base.getPort() + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        awaitUpgrade();
        for (String topic : topics) {
            write(frame("[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{}]"));
        }
    }

    /** Some servers lose frames that come before they have answered the handshake. */
    private void awaitUpgrade() throws IOException {
        socket.setSoTimeout((int) Caller.PATIENCE.toMillis());
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("no answer to the handshake: " + head);
            }
            head.append((char) next);
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException("not let in: " + head);
        }
    }

    /**
     * Reads what has come meanwhile; returns when the connection has ended.
     *
     * @throws IOException when it is still open after a while
     */
    public void awaitEnd() throws IOException {
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[64 * 1024];
        try {
            while (in.read(buffer) >= 0) {
                // Only the end matters.
            }
        } catch (SocketTimeoutException e) {
            throw new IOException("the connection is still open", e);
        } catch (SocketException e) {
            // Reset: that is an end too.
        }
    }

    private void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** A text frame of a client, which must be masked, if only with zeros. */
    private static byte[] frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[2 + NO_MASK.length + payload.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 2 + NO_MASK.length, payload.length);
        return frame;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
