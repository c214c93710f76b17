package org.garuda.channels.tck.hostile.client;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A client that sends an echo again and again, whether or not the last one has been answered. Used by the thread of its
 * loop.
 */
final class Echoer {

    private static final Pattern REPLY = Pattern.compile("^\\[\"1\",\"(\\d+)\",\"[^\"]*\",\"phx_reply\",.*\"ok\"");
    private static final int JOIN = 1;

    private final SocketClient client;
    private final String topic;
    private final Tally tally;
    private final Map<Integer, Long> sent = new HashMap<>();
    private boolean joining;
    private boolean joined;
    private int ref = JOIN;
    private long next;
    private long period;

    Echoer(SocketClient client, String topic, Tally tally) {
        this.client = client;
        this.topic = topic;
        this.tally = tally;
    }

    /** Whether it has joined; joins if it can. */
    boolean isAt() {
        if (client.isOpen() && !joining) {
            joining = true;
            client.push("1", "1", topic, "phx_join", "{}");
        }
        read();
        return joined;
    }

    /** Sends the first echo at this time, and then one each period. */
    void begin(long first, long every) {
        next = first;
        period = every;
    }

    /** Sends what is due, and takes what came. An echo's time begins when it is due, however late this is called. */
    void turn(long now, boolean sending) {
        read();
        while (sending && now >= next) {
            ref++;
            tally.begun();
            if (client.isOpen()) {
                sent.put(ref, next);
                client.push("1", String.valueOf(ref), topic, "echo", "{\"n\":" + ref + "}");
            } else {
                tally.lost(1);
            }
            next += period;
        }
        if (client.isEnded() && !sent.isEmpty()) {
            tally.lost(sent.size());
            sent.clear();
        }
    }

    void close() {
        client.close();
    }

    private void read() {
        for (Optional<String> message = client.next(); message.isPresent(); message = client.next()) {
            Matcher reply = REPLY.matcher(message.get());
            if (reply.find()) {
                int answered = Integer.parseInt(reply.group(1));
                Long began = sent.remove(answered);
                if (began != null) {
                    tally.ended(System.nanoTime() - began);
                } else {
                    joined |= answered == JOIN;
                }
            }
        }
    }
}
