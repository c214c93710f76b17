package org.garuda.channels.benchmarks.server;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.benchmarks.client.Dialect;
import org.garuda.channels.benchmarks.load.Target;
import org.garuda.channels.benchmarks.metrics.ProcessMeter;
import org.garuda.channels.benchmarks.metrics.ServerMeter;

/** A server as a process of its own. It is stopped by {@link #close}, or with this process. */
public final class ServerProcess implements AutoCloseable {

    private static final String LISTENING = "listening ";
    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final File log;
    private final Target target;
    private final Thread onExit;

    private ServerProcess(Process process, File log, Target target) {
        this.process = process;
        this.log = log;
        this.target = target;
        this.onExit = new Thread(process::destroy, "stop-server");
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    /**
     * Starts one of our own servers, which prints its port and obeys orders (see {@link
     * org.garuda.channels.benchmarks.peer.PeerMain}).
     */
    static ServerProcess speaking(String name, Dialect dialect, List<String> command) {
        try {
            File log = log(name);
            Process process = new ProcessBuilder(command).redirectError(log).start();
            BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(LISTENING)) {
                    int port = Integer.parseInt(line.substring(LISTENING.length()));
                    return new ServerProcess(
                            process,
                            log,
                            new Target(
                                    new InetSocketAddress("127.0.0.1", port),
                                    dialect,
                                    new Obedient(new ProcessMeter(process.pid()), process, output)));
                }
            }
            throw new IllegalStateException(name + " did not start: " + Files.readString(log.toPath()));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not start", e);
        }
    }

    /** Starts any server, and waits until the port takes connections. */
    static ServerProcess listening(String name, Dialect dialect, List<String> command, int port) {
        try {
            File log = log(name);
            Process process = new ProcessBuilder(command)
                    .redirectError(log)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            InetSocketAddress address = new InetSocketAddress("127.0.0.1", port);
            await(name, process, address, log);
            return new ServerProcess(process, log, new Target(address, dialect, new ProcessMeter(process.pid())));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not start", e);
        }
    }

    private static void await(String name, Process process, InetSocketAddress address, File log) throws IOException {
        long start = System.nanoTime();
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(address);
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                    process.destroy();
                    throw new IllegalStateException(
                            name + " does not listen on " + address + ": " + Files.readString(log.toPath()), e);
                }
            }
            try {
                process.waitFor(50, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroy();
                throw new IllegalStateException(e);
            }
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static File log(String name) throws IOException {
        File log = File.createTempFile("bench-" + name + "-", ".log");
        log.deleteOnExit();
        return log;
    }

    public Target target() {
        return target;
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(1, TimeUnit.SECONDS)) {
                process.destroy();
            }
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Runtime.getRuntime().removeShutdownHook(onExit);
            Files.deleteIfExists(log.toPath());
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The meter of a process that collects its garbage when told. */
    private record Obedient(ProcessMeter meter, Process process, BufferedReader output) implements ServerMeter {
        @Override
        public double cpuSeconds() {
            return meter.cpuSeconds();
        }

        @Override
        public long residentKiB() {
            return meter.residentKiB();
        }

        @Override
        public void collectGarbage() {
            try {
                OutputStream orders = process.getOutputStream();
                orders.write("gc\n".getBytes(StandardCharsets.UTF_8));
                orders.flush();
                output.readLine();
            } catch (IOException e) {
                throw new UncheckedIOException("the server is gone", e);
            }
        }
    }
}
