package org.garuda.channels.benchmarks.peer;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOServer;
import com.corundumstudio.socketio.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/**
 * The netty-socketio server: a room for each topic, its payloads read and written by Jackson as it does for everybody.
 */
final class SocketIoPeer {

    private static final String TOPIC = "topic";

    private SocketIoPeer() {}

    static int start() throws IOException {
        Configuration configuration = new Configuration();
        configuration.setHostname("127.0.0.1");
        configuration.setPort(freePort());
        configuration.setTransports(Transport.WEBSOCKET);
        configuration.getSocketConfig().setReuseAddress(true);
        configuration.getSocketConfig().setTcpNoDelay(true);
        SocketIOServer server = new SocketIOServer(configuration);
        server.addEventListener("join", String.class, (client, topic, request) -> {
            client.set(TOPIC, topic);
            client.joinRoom(topic);
            request.sendAckData("ok");
        });
        server.addEventListener("pub", Map.class, (client, body, request) -> {
            String topic = client.get(TOPIC);
            server.getRoomOperations(topic).sendEvent("msg", body);
        });
        server.addEventListener("echo", Map.class, (client, body, request) -> client.sendEvent("msg", body));
        server.start();
        return configuration.getPort();
    }

    /** The server does not tell which port it got when asked for any. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
