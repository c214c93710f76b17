package org.garuda.channels.tck.jcstress;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.garuda.channels.core.internal.handshake.HandshakeRequest;
import org.garuda.channels.core.internal.longpoll.LongPollEndpoint;
import org.garuda.channels.core.internal.longpoll.LongPollResponse;
import org.garuda.channels.core.internal.longpoll.LongPollResult;

/** A client with a long-poll session. */
final class PollingClient {

    /** What a client is told of a session that is over. */
    static final int GONE = 410;

    private static final int UNKNOWN = -1;
    private static final String START = "vsn=2.0.0";

    private final RaceNode node;
    private final LongPollEndpoint endpoint;
    private final String query;

    PollingClient(RaceNode node) {
        this.node = node;
        endpoint = new LongPollEndpoint(node.socket(), null);
        String started = body(((LongPollResult.Answered) get(START)).answer());
        query = START + "&token=" + field(started, "\"token\":\"", "\"");
    }

    LongPollResult poll() {
        return get(query);
    }

    private LongPollResult get(String rawQuery) {
        return endpoint.receive("GET", null, new HandshakeRequest(rawQuery, Map.of(), null, "192.0.2.1"));
    }

    /** The sweep looks at the sessions. */
    void sweep() {
        node.engine.sweepOnce();
    }

    void pass(Duration time) {
        node.nanos.addAndGet(time.toNanos());
    }

    /** Whether the poll is kept until there is something to tell, and has not been told anything yet. */
    static boolean waits(LongPollResult poll) {
        return poll instanceof LongPollResult.Held held
                && !held.answer().toCompletableFuture().isDone();
    }

    /** The status that a poll was told, or -1 when it was told nothing yet. */
    static int status(LongPollResult poll) {
        LongPollResponse response;
        if (poll instanceof LongPollResult.Held held) {
            CompletableFuture<LongPollResponse> answer = held.answer().toCompletableFuture();
            if (!answer.isDone()) {
                return UNKNOWN;
            }
            response = answer.join();
        } else {
            response = ((LongPollResult.Answered) poll).answer();
        }
        return Integer.parseInt(field(body(response), "\"status\":", ",}"));
    }

    private static String body(LongPollResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** What stands between a name and one of the characters that end it. */
    private static String field(String json, String name, String ends) {
        int start = json.indexOf(name) + name.length();
        int end = start;
        while (ends.indexOf(json.charAt(end)) < 0) {
            end++;
        }
        return json.substring(start, end);
    }
}
