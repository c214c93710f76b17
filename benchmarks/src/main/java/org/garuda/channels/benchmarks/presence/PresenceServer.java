package org.garuda.channels.benchmarks.presence;

import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.config.Origins;
import org.garuda.channels.config.SocketSettings;
import org.garuda.channels.presence.Presence;
import org.garuda.channels.standalone.ChannelServer;
import org.garuda.channels.standalone.ChannelServerBuilder;

/**
 * The standalone server, as it is when nobody sets anything, with a channel that tracks everyone who joins. Obeys
 * orders on standard input, and ends with it.
 */
public final class PresenceServer {

    private PresenceServer() {}

    /**
     * Prints {@code listening PORT}. Orders: {@code fill TOPIC N} tracks that many presences without a channel, and
     * {@code heap} collects garbage. Each is answered with the bytes on the heap.
     *
     * @param args none
     * @throws IOException when standard input fails
     */
    public static void main(String[] args) throws IOException {
        SocketSettings config =
                SocketSettings.builder().origins(Origins.anywhere()).build();
        ChannelServerBuilder builder =
                ChannelServer.builder().host("127.0.0.1").port(0).socket(config);
        Presence presence = builder.presence();
        try (ChannelServer server =
                builder.handler("present:*", new Present(presence)).start()) {
            System.out.println("listening " + server.port());
            BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                String[] words = order.split(" ");
                if (words[0].equals("heap")) {
                    System.gc();
                } else {
                    for (int i = 0; i < Integer.parseInt(words[2]); i++) {
                        presence.track(words[1], "resident-" + i, Map.of("device", "web"));
                    }
                }
                System.out.println(Runtime.getRuntime().totalMemory()
                        - Runtime.getRuntime().freeMemory());
            }
        }
    }

    /** Tracks everyone, and sends the list to those who want it. */
    private record Present(Presence presence) implements ChannelHandler {
        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            JsonObject join = event.payload().asJsonObject();
            conn.allowJoin(event);
            presence.track(conn, join.getString("user"), Map.of("device", "web"));
            if (join.getBoolean("list")) {
                presence.pushState(conn);
            }
        }
    }
}
