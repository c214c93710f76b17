package org.garuda.channels.tck.servers.server;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that nobody listens on. */
final class Ports {

    /**
     * Below what systems hand out for outgoing connections: those would take the port of a server that is just being
     * started again.
     */
    private static final int FIRST = 15_000;

    private static final int BEYOND = 30_000;

    private Ports() {}

    /** Different ports, taken at random so that runs beside each other do not meet, and free a moment ago. */
    static List<Integer> free(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            while (held.size() < count) {
                int port = ThreadLocalRandom.current().nextInt(FIRST, BEYOND);
                try {
                    held.add(new ServerSocket(port));
                } catch (BindException e) {
                    // Somebody has it; there are others.
                }
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }
}
