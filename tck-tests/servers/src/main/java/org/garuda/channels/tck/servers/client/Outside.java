package org.garuda.channels.tck.servers.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.garuda.channels.tck.servers.server.HostedApp;

/**
 * Broadcasts over HTTP, from outside any handler.
 *
 * @param http with HTTP/1.1
 * @param app the app
 */
public record Outside(HttpClient http, HostedApp app) {

    /**
     * A way to speak to the app.
     *
     * @param app the app
     * @return with a client of its own
     */
    public static Outside of(HostedApp app) {
        return new Outside(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), app);
    }

    /**
     * Returns when the app has broadcast.
     *
     * @param topic to whom
     * @param event its name
     * @param payload JSON
     * @throws IOException when the app does not
     * @throws InterruptedException when the thread is interrupted
     */
    public void broadcast(String topic, String event, String payload) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(app.httpBase() + "/broadcast"))
                .timeout(Caller.PATIENCE)
                .PUT(HttpRequest.BodyPublishers.ofString(
                        "{\"topic\":\"" + topic + "\",\"event\":\"" + event + "\",\"payload\":" + payload + "}"))
                .build();
        int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IOException("a broadcast was answered with " + status);
        }
    }
}
