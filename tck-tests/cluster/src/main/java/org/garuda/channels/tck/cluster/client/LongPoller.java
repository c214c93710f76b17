package org.garuda.channels.tck.cluster.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.garuda.channels.tck.kit.json.Json;
import org.garuda.channels.tck.kit.json.JsonReader;

/** A session of long-polling whose requests go to whatever node one likes. Used by one thread. */
public final class LongPoller {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String token = "";

    /**
     * An answer.
     *
     * @param status the status inside of it
     * @param messages what came with it, as text
     * @param at when it came, by {@link System#nanoTime}
     */
    public record Answer(long status, List<String> messages, long at) {}

    /**
     * Polls; without a session this begins one. Blocks.
     *
     * @param node where to
     * @return the answer
     * @throws IOException when there is none
     * @throws InterruptedException when the thread is interrupted
     */
    public Answer poll(URI node) throws IOException, InterruptedException {
        return answer(http.send(request(node).GET().build(), HttpResponse.BodyHandlers.ofString()));
    }

    /**
     * Polls, and does not wait.
     *
     * @param node where to
     * @return the answer, once it comes
     */
    public CompletableFuture<Answer> pollLater(URI node) {
        return http.sendAsync(request(node).GET().build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(this::answer);
    }

    /**
     * Sends a frame. Blocks.
     *
     * @param node where to
     * @param frame of version 2 of the protocol
     * @return the status inside of the answer
     * @throws IOException when there is none
     * @throws InterruptedException when the thread is interrupted
     */
    public long post(URI node, String frame) throws IOException, InterruptedException {
        return answer(http.send(
                        request(node)
                                .header("Content-Type", "application/x-ndjson")
                                .POST(HttpRequest.BodyPublishers.ofString(frame))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()))
                .status();
    }

    private HttpRequest.Builder request(URI node) {
        String query = "?vsn=2.0.0" + (token.isEmpty() ? "" : "&token=" + token);
        return HttpRequest.newBuilder(node.resolve("/socket/longpoll" + query)).timeout(PATIENCE);
    }

    private Answer answer(HttpResponse<String> response) {
        long at = System.nanoTime();
        long status = response.statusCode();
        List<String> messages = new ArrayList<>();
        if (JsonReader.parse(response.body()) instanceof Json.Obj body) {
            if (body.members().get("status") instanceof Json.Num number) {
                status = Long.parseLong(number.source());
            }
            if (body.members().get("token") instanceof Json.Str given) {
                token = given.value();
            }
            if (body.members().get("messages") instanceof Json.Arr list) {
                list.items()
                        .forEach(item -> messages.add(item instanceof Json.Str text ? text.value() : item.toString()));
            }
        }
        return new Answer(status, messages, at);
    }
}
