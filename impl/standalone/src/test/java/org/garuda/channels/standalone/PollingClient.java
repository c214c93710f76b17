package org.garuda.channels.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A session of a client that polls. */
final class PollingClient {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final ChannelServer server;
    private final HttpClient http;
    private final String token;

    private PollingClient(ChannelServer server, HttpClient http, String token) {
        this.server = server;
        this.http = http;
        this.token = token;
    }

    /** Starts a session. */
    static CompletableFuture<PollingClient> start(ChannelServer server, HttpClient http) {
        return get(server, http, "vsn=2.0.0").thenApply(started -> {
            assertEquals(410, started.getInt("status"), started::toString);
            return new PollingClient(server, http, started.getString("token"));
        });
    }

    CompletableFuture<JsonObject> poll() {
        return get(server, http, "token=" + token);
    }

    CompletableFuture<JsonObject> poll(String header, String value) {
        return send(http, request(server, "token=" + token).header(header, value));
    }

    CompletableFuture<JsonObject> post(String... lines) {
        return post(HttpRequest.BodyPublishers.ofString(String.join("\n", lines)));
    }

    CompletableFuture<JsonObject> post(HttpRequest.BodyPublisher body) {
        return send(http, request(server, "token=" + token).POST(body).header("content-type", "application/x-ndjson"));
    }

    /** Joins, and takes the answer. */
    CompletableFuture<PollingClient> join(String topic) {
        return post("[\"1\",\"1\",\"" + topic + "\",\"phx_join\",{}]")
                .thenCompose(posted -> poll())
                .thenApply(joined -> {
                    assertEquals(1, messages(joined).size(), joined::toString);
                    return this;
                });
    }

    /** Sends the head of a request on a connection of its own, and leaves it at that. */
    Socket begin(String method, String headers) throws IOException {
        Socket socket = new Socket(server.host(), server.port());
        socket.setTcpNoDelay(true);
        begin(socket, method, headers);
        return socket;
    }

    /** Sends the head of a further request on a connection, and leaves it at that. */
    void begin(Socket socket, String method, String headers) throws IOException {
        String head =
                method + " /socket/longpoll?token=" + token + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
        OutputStream out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    static List<String> messages(JsonObject reply) {
        return reply.getJsonArray("messages").getValuesAs(JsonString::getString);
    }

    private static CompletableFuture<JsonObject> get(ChannelServer server, HttpClient http, String query) {
        return send(http, request(server, query));
    }

    private static HttpRequest.Builder request(ChannelServer server, String query) {
        return HttpRequest.newBuilder(
                        URI.create("http://" + server.host() + ":" + server.port() + "/socket/longpoll?" + query))
                .timeout(DEADLINE);
    }

    private static CompletableFuture<JsonObject> send(HttpClient http, HttpRequest.Builder request) {
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> {
                    assertEquals(200, response.statusCode(), response::body);
                    try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
                        return reader.readObject();
                    }
                });
    }
}
