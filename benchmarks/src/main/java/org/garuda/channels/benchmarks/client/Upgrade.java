package org.garuda.channels.benchmarks.client;

import java.net.InetSocketAddress;

/** The request that turns an HTTP connection into a WebSocket. */
public final class Upgrade {

    private Upgrade() {}

    static byte[] request(Dialect dialect, InetSocketAddress server) {
        String host = server.getHostString() + ":" + server.getPort();
        StringBuilder request = new StringBuilder()
                .append("GET ")
                .append(dialect.path())
                .append(" HTTP/1.1\r\nHost: ")
                .append(host)
                .append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n")
                .append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nOrigin: http://")
                .append(host)
                .append("\r\n");
        dialect.subprotocol()
                .ifPresent(name ->
                        request.append("Sec-WebSocket-Protocol: ").append(name).append("\r\n"));
        return Text.ascii(request.append("\r\n").toString());
    }
}
