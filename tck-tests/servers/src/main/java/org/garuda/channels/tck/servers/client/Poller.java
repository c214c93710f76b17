package org.garuda.channels.tck.servers.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.garuda.channels.tck.servers.server.HostedApp;

/**
 * A client that polls. Only the request that starts its session has the parameters, among them those by which somebody
 * logs in: what the server knows of the client later, it has kept with the session.
 */
final class Poller implements Caller {

    private static final String BATCH_TYPE = "application/x-ndjson";
    private static final int OK = 200;
    private static final Pattern STATUS = Pattern.compile("\"status\":(\\d+)");
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
    private static final Pattern MESSAGES = Pattern.compile("\\{\"messages\":\\[(.*)],\"status\"", Pattern.DOTALL);
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.DOTALL);

    private final HttpClient http;
    private final String url;
    private final Queue<String> frames = new ArrayDeque<>();
    private String token;
    private CompletableFuture<?> posted = CompletableFuture.completedFuture(null);

    private Poller(HttpClient http, String url, String token) {
        this.http = http;
        this.url = url;
        this.token = token;
    }

    static Poller connect(HttpClient http, HostedApp app, String parameters) throws IOException, InterruptedException {
        String url = app.httpBase() + "/socket/longpoll?vsn=2.0.0";
        HttpResponse<String> started = http.send(get(url + "&" + parameters), HttpResponse.BodyHandlers.ofString());
        Matcher token = TOKEN.matcher(started.body());
        if (started.statusCode() != OK || !token.find()) {
            throw new IOException("not let in at " + url + ", " + started.body() + " with " + started.statusCode());
        }
        return new Poller(http, url, token.group(1));
    }

    @Override
    public void send(String frame) {
        HttpRequest post = HttpRequest.newBuilder(URI.create(url + "&token=" + token))
                .timeout(PATIENCE)
                .header("Content-Type", BATCH_TYPE)
                .POST(HttpRequest.BodyPublishers.ofString(frame))
                .build();
        posted = posted.thenCompose(former -> http.sendAsync(post, HttpResponse.BodyHandlers.ofString()))
                .thenAccept(answer -> {
                    if (answer.statusCode() != OK || status(answer.body()) != OK) {
                        throw new CompletionException(new IOException(
                                "a post was answered with " + answer.statusCode() + " " + answer.body()));
                    }
                });
    }

    @Override
    public String next() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String frame = frames.poll();
        while (frame == null) {
            if (posted.isCompletedExceptionally()) {
                throw new IOException(posted.handle((done, failure) -> String.valueOf(failure))
                        .join());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("nothing came within " + PATIENCE.toSeconds() + " s; posts: " + posted);
            }
            poll();
            frame = frames.poll();
        }
        return frame;
    }

    private void poll() throws IOException, InterruptedException {
        String body = http.send(get(url + "&token=" + token), HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher renewed = TOKEN.matcher(body);
        Matcher messages = MESSAGES.matcher(body);
        if (!renewed.find() || !messages.find()) {
            throw new IOException("a poll was answered with " + body + "; posts: " + posted);
        }
        token = renewed.group(1);
        Matcher message = STRING.matcher(messages.group(1));
        while (message.find()) {
            frames.add(message.group(1)
                    .replaceAll("\\\\(.)", "$1")); // Nothing but quotes is escaped in what these checks say.
        }
    }

    private static int status(String body) {
        Matcher status = STATUS.matcher(body);
        return status.find() ? Integer.parseInt(status.group(1)) : 0;
    }

    private static HttpRequest get(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
    }

    /** The session ends by itself when nobody polls. */
    @Override
    public void close() {}
}
