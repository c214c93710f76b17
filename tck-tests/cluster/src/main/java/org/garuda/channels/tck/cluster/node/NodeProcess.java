package org.garuda.channels.tck.cluster.node;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.garuda.channels.tck.kit.json.Json;
import org.garuda.channels.tck.kit.json.JsonReader;

/** A node in a virtual machine of its own. Nothing of it is left when this is closed, or when this one ends. */
public final class NodeProcess implements AutoCloseable {

    private static final Pattern LISTENING = Pattern.compile("^listening on (http://\\S+)", Pattern.MULTILINE);
    private static final int PATIENCE_SECONDS = 60;
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();
    private final String name;
    private final Process process;
    private final Path log;
    private final Thread atExit;
    private URI uri = URI.create("http://127.0.0.1:0");

    private NodeProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.atExit = new Thread(process::destroyForcibly, "stop-" + name);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Starts a node; it may not listen yet.
     *
     * @param bus the broker's URL; empty for none
     * @param name what it is called
     * @param prefix of all names on the broker
     * @param folder its log goes there
     * @return the node
     * @throws IOException when there is no such program
     */
    public static NodeProcess start(String bus, String name, String prefix, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path log = Files.createTempFile(folder, name + "-", ".log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=4",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NodeMain.class.getName(),
                        bus,
                        name,
                        prefix)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new NodeProcess(name, process, log);
    }

    /**
     * Waits until it listens.
     *
     * @return this
     * @throws IOException when it does not come up; the message has what it printed
     * @throws InterruptedException when the thread is interrupted
     */
    public NodeProcess awaitListening() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (System.nanoTime() < deadline) {
            Matcher line = LISTENING.matcher(Files.readString(log));
            if (line.find()) {
                uri = URI.create(line.group(1));
                return this;
            }
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new IOException(name + " did not come up: " + Files.readString(log));
    }

    /**
     * What it is called.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * Where it listens.
     *
     * @return {@code http://127.0.0.1:PORT}
     */
    public URI uri() {
        return uri;
    }

    /**
     * The id of its process.
     *
     * @return the id
     */
    public long pid() {
        return process.pid();
    }

    /**
     * Whether its process runs.
     *
     * @return false after its end
     */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * What it has printed.
     *
     * @return all of it
     * @throws IOException when that cannot be read
     */
    public String printed() throws IOException {
        return Files.readString(log);
    }

    /** Ends it as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
    }

    /** Asks it to end, as an operator does. */
    public void terminate() {
        process.destroy();
    }

    /**
     * What it has counted, by name.
     *
     * @return the facts
     * @throws IOException when it does not answer
     * @throws InterruptedException when the thread is interrupted
     */
    public Map<String, Long> facts() throws IOException, InterruptedException {
        Map<String, Long> facts = new HashMap<>();
        if (JsonReader.parse(get("/facts")) instanceof Json.Obj object) {
            object.members().forEach((fact, value) -> {
                if (value instanceof Json.Num number) {
                    facts.put(fact, Long.parseLong(number.source()));
                }
            });
        }
        return facts;
    }

    /**
     * One of the facts.
     *
     * @param name which
     * @return its number
     * @throws IOException when it does not answer, or knows no such fact
     * @throws InterruptedException when the thread is interrupted
     */
    public long fact(String name) throws IOException, InterruptedException {
        Long value = facts().get(name);
        if (value == null) {
            throw new IOException(this.name + " knows no fact " + name);
        }
        return value;
    }

    /**
     * Asks for a page.
     *
     * @param path its path
     * @return the text
     * @throws IOException when there is no answer, or another than 200
     * @throws InterruptedException when the thread is interrupted
     */
    public String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(uri.resolve(path)).timeout(ANSWER).build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + ": " + response.statusCode());
        }
        return response.body();
    }

    /**
     * Asks for a page that may take a minute.
     *
     * @param path its path
     * @return the text, once it comes
     */
    public CompletableFuture<String> later(String path) {
        return http.sendAsync(HttpRequest.newBuilder(uri.resolve(path)).build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(HttpResponse::body);
    }

    /**
     * Waits until it is ready.
     *
     * @param others how many other nodes it must know then
     * @throws IOException when it is not in time
     * @throws InterruptedException when the thread is interrupted
     */
    public void awaitReady(int others) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        Map<String, Long> facts = facts();
        while (facts.getOrDefault("ready", 0L) == 0 || facts.getOrDefault("members", 0L) != others) {
            if (System.nanoTime() > deadline) {
                throw new IOException(name + " is not ready: " + facts);
            }
            TimeUnit.MILLISECONDS.sleep(20);
            facts = facts();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return; // It is the hook that ends everything now.
        }
    }
}
