package org.garuda.channels.tck.kit.socket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;

/**
 * A raw HTTP request that has been sent, on a connection of its own. It makes progress whenever its {@link EventLoop}
 * runs, so that a long poll can wait while a scenario goes on.
 */
public final class HttpExchange implements TcpConnection.Listener {

    /** Longer than the window of any long poll. */
    private static final long TIMEOUT = 25_000;

    private final EventLoop loop;
    private final String method;
    private final TcpConnection tcp;
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private boolean finished;

    public HttpExchange(EventLoop loop, URI server, HttpRequest request) throws IOException {
        this.loop = loop;
        this.method = request.method();
        this.tcp = new TcpConnection(loop, server, this);
        tcp.write(request.head(server));
        request.body().ifPresent(tcp::write);
    }

    /** Waits for the response. */
    public HttpResponse await() {
        loop.runUntil(() -> finished, TIMEOUT);
        close();
        return HttpResponse.of(received.toByteArray());
    }

    public void close() {
        finished = true;
        tcp.close();
    }

    @Override
    public void received(byte[] bytes) {
        if (!finished) {
            received.writeBytes(bytes);
            if (HttpResponse.isComplete(received.toByteArray(), method)) {
                close();
            }
        }
    }

    @Override
    public void endOfStream() {
        close();
    }

    @Override
    public void failed(IOException cause) {
        close();
    }
}
