package org.garuda.channels.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.standalone.internal.fixture.LogWatch;
import org.garuda.channels.standalone.internal.fixture.RoomHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What requests that fail leave in the log, however many there are. */
class RequestLogTest {

    private static final int REQUESTS = 20;

    private LogWatch log;
    private ChannelServer server;

    @BeforeEach
    void start() {
        log = new LogWatch();
        server = ChannelServer.builder()
                .port(0)
                .handler(new RoomHandler())
                .http("/crash/*", request -> {
                    throw new IllegalStateException("for " + request.path());
                })
                .http("/split", request -> HttpResponse.of(200).withHeader("X", "a\r\nb"))
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
        log.close();
    }

    @Test
    void aRouteThatFailsIsInTheLogOnceWhateverPathIsAskedFor() throws Exception {
        assertEquals(List.of(500), statuses("/crash/%0aforged%20line"));
        List<String> said = log.trouble();
        assertEquals(1, said.size(), said::toString);
        assertTrue(said.get(0).contains("the route of /crash/* failed"), said::toString);
        assertEquals(-1, said.get(0).indexOf("\nforged"), said::toString);
    }

    @Test
    void anAnswerThatCannotBeWrittenIsInTheLogOnce() throws Exception {
        assertEquals(List.of(500), statuses("/split"));
        List<String> said = log.trouble();
        assertEquals(1, said.size(), said::toString);
    }

    private List<Integer> statuses(String path) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.uri() + path))
                .timeout(Duration.ofSeconds(30))
                .build();
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            statuses.add(client.send(request, BodyHandlers.discarding()).statusCode());
        }
        return statuses.stream().distinct().toList();
    }
}
