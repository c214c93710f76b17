package org.garuda.channels.tck.cluster.node;

import jakarta.json.Json;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.garuda.channels.ChannelBroadcaster;
import org.garuda.channels.standalone.HttpRequest;
import org.garuda.channels.standalone.HttpResponse;

/**
 * Broadcasts from outside any handler, by the clock: {@code /burst?TOPIC,SECONDS,RATE}. Answers when it is done, with how
 * many it were.
 */
final class Burst {

    private static final int SLICES = 1_000;

    private Burst() {}

    static HttpResponse run(HttpRequest request, ChannelBroadcaster broadcaster) {
        String[] words = request.query().orElse("").split(",");
        int slices = Integer.parseInt(words[1]) * SLICES;
        double each = Integer.parseInt(words[2]) / (double) SLICES;
        long began = System.nanoTime();
        int sent = 0;
        for (int slice = 0; slice < slices; slice++) {
            while (sent < (slice + 1) * each) {
                broadcaster.broadcast(
                        words[0],
                        "n",
                        Json.createObjectBuilder().add("n", sent++).build());
            }
            LockSupport.parkNanos(began + TimeUnit.MILLISECONDS.toNanos(slice + 1) - System.nanoTime());
        }
        return HttpResponse.text(200, "" + sent);
    }
}
