package org.garuda.channels.tck.servers.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.garuda.channels.tck.kit.replay.TargetServer;
import org.jspecify.annotations.Nullable;

/**
 * A server with the conformance app, in a process of its own. Nothing of it is left running when this is closed, or
 * when this virtual machine ends. Used by one thread.
 */
public final class HostedApp implements TargetServer {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;
    private static final int OTHER_PORTS = 8;
    private static final int SHOWN_LOG_LINES = 40;

    private final ServerKind kind;
    private final ServerInstance instance;
    private final Path log;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Thread atExit = new Thread(this::kill, "stop-server");
    private @Nullable Process process;

    private HostedApp(ServerKind kind, ServerInstance instance, Path log) {
        this.kind = kind;
        this.instance = instance;
        this.log = log;
    }

    /**
     * Starts a server, and waits until the app answers.
     *
     * @param kind the server
     * @param home where it is unpacked
     * @param war the app
     * @param runs a directory below which it gets one of its own
     * @param log what it prints, appended
     * @param memory how much it gets
     * @return the running app
     * @throws IOException when the server does not come up; the message has the end of its log
     */
    public static HostedApp start(
            ServerKind kind, Path home, Path war, Path runs, Path log, ServerInstance.Memory memory)
            throws IOException {
        Jdk jdk = Jdk.atLeast(kind.leastJava())
                .orElseThrow(() -> new IOException(kind + " needs a JDK of " + kind.leastJava()
                        + " or newer; install one, or point JAVA_HOME_" + kind.leastJava() + " to it"));
        Files.createDirectories(runs);
        Path base = Files.createTempDirectory(runs, kind.name() + "-").toAbsolutePath();
        Files.createDirectories(base.resolve("tmp"));
        List<Integer> ports = Ports.free(1 + OTHER_PORTS);
        ServerInstance instance =
                new ServerInstance(home, base, war, jdk, ports.get(0), ports.subList(1, ports.size()), memory);
        kind.configure(instance);
        Files.createDirectories(log.getParent());
        HostedApp app = new HostedApp(kind, instance, log);
        Runtime.getRuntime().addShutdownHook(app.atExit);
        try {
            app.start();
        } catch (IOException | RuntimeException e) {
            app.close();
            throw e;
        }
        return app;
    }

    /**
     * Starts the server in the same base again.
     *
     * @throws IOException when it does not come up
     */
    public void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(kind.command(instance))
                .directory(instance.base().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("JAVA_HOME", instance.jdk().home().toString());
        builder.environment().putAll(kind.environment(instance));
        process = builder.start();
        awaitAnswer(true);
    }

    /** Asks the server to stop as an operator does, and makes sure that it has. May block for half a minute. */
    public void stop() {
        Process running = process;
        if (running == null) {
            return;
        }
        List<ProcessHandle> family = Stream.concat(running.descendants(), Stream.of(running.toHandle()))
                .toList();
        server(running).destroy();
        try {
            if (!running.waitFor(LAST_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                family.forEach(ProcessHandle::destroyForcibly);
                running.waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        family.forEach(ProcessHandle::destroyForcibly);
        process = null;
    }

    /** The server itself: some are started by another process, which waits for it. */
    private static ProcessHandle server(Process started) {
        return started.descendants()
                .filter(process -> process.children().findAny().isEmpty())
                .findFirst()
                .orElseGet(started::toHandle);
    }

    /**
     * Takes the app away from the running server, and waits until it is gone.
     *
     * @throws IOException when it is still there after a while
     */
    public void undeploy() throws IOException {
        Files.delete(deployment());
        awaitAnswer(false);
    }

    /**
     * Gives the app to the running server, and waits until it answers.
     *
     * @throws IOException when it does not
     */
    public void deploy() throws IOException {
        Path part = instance.base().resolve("next.war");
        Files.copy(instance.war(), part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(part, deployment(), StandardCopyOption.REPLACE_EXISTING);
        awaitAnswer(true);
    }

    /**
     * Whether {@link #deploy} and {@link #undeploy} work.
     *
     * @return false for a server that takes its applications when it starts only
     */
    public boolean deploysWhileRunning() {
        return kind.hotDeployment(instance).isPresent();
    }

    private Path deployment() {
        return kind.hotDeployment(instance)
                .orElseThrow(() -> new UnsupportedOperationException(kind + " deploys when it starts only"));
    }

    /**
     * The server.
     *
     * @return which one it is
     */
    public ServerKind kind() {
        return kind;
    }

    /**
     * What it runs on.
     *
     * @return the JDK
     */
    public Jdk jdk() {
        return instance.jdk();
    }

    /**
     * The process whose threads and heap are the server's.
     *
     * @return a process id
     */
    public long pid() {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException(kind + " does not run");
        }
        return server(running).pid();
    }

    /**
     * What the server prints.
     *
     * @return the file
     */
    public Path log() {
        return log;
    }

    @Override
    public URI webSocketBase() {
        return URI.create("ws://127.0.0.1:" + instance.port() + "/" + ServerKind.APP + "/socket");
    }

    @Override
    public URI httpBase() {
        return URI.create("http://127.0.0.1:" + instance.port() + "/" + ServerKind.APP);
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return; // It is the hook that ends everything now.
        }
        try {
            Trees.delete(instance.base());
        } catch (IOException e) {
            System.err.println("left behind: " + e.getMessage());
        }
    }

    private void kill() {
        Process running = process;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
        }
    }

    /**
     * Waits until the app answers, or no longer does: then it is the server that answers, one with 404, another with
     * 405.
     */
    private void awaitAnswer(boolean wanted) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(httpBase() + "/broadcast"))
                .timeout(Duration.ofSeconds(10))
                .PUT(HttpRequest.BodyPublishers.ofString(
                        "{\"topic\":\"rooms:nobody\",\"event\":\"ready\",\"payload\":{}}"))
                .build();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Process running = process;
            if (running == null || !running.isAlive()) {
                throw new IOException(kind + " ended by itself; its log ends with:\n" + endOfLog());
            }
            try {
                int status =
                        http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
                if ((status == OK) == wanted) {
                    return;
                }
            } catch (IOException e) {
                // It does not listen yet, or is just taking the app up or down.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            pause();
        }
        throw new IOException("the app on " + kind + (wanted ? " did not answer within " : " was still there after ")
                + PATIENCE.toSeconds() + " s; the log ends with:\n" + endOfLog());
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private String endOfLog() throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LOG_LINES), lines.size()));
    }
}
