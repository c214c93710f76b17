package org.garuda.channels.tck.bus;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A broker as a process of its own, with its files in a folder of its own. */
public final class BrokerProcess implements Broker {

    private static final String REQUIRED = "TCK_REQUIRE_BROKERS";
    private static final long DEADLINE_SECONDS = 60;

    private final HeldPort port;
    private final Path folder;
    private final List<String> command;
    private @Nullable Process process;

    private BrokerProcess(HeldPort port, Path folder, List<String> command) {
        this.port = port;
        this.folder = folder;
        this.command = command;
    }

    /**
     * A broker that is started. Without its program the test is skipped; or it fails, where {@code TCK_REQUIRE_BROKERS}
     * is {@code true}.
     *
     * @param program the name of the program, which is also its Debian package's
     * @param arguments made from a free port and an empty folder
     */
    public static BrokerProcess start(String program, BiFunction<Integer, Path, List<String>> arguments)
            throws IOException {
        String binary = find(program).toString();
        return start((port, folder) -> Stream.concat(Stream.of(binary), arguments.apply(port, folder).stream())
                .toList());
    }

    /**
     * A broker that is started.
     *
     * @param command made from a free port and an empty folder
     */
    public static BrokerProcess start(BiFunction<Integer, Path, List<String>> command) throws IOException {
        HeldPort port = new HeldPort();
        Path folder = Files.createTempDirectory("broker");
        BrokerProcess broker = new BrokerProcess(port, folder, command.apply(port.number(), folder));
        broker.start();
        return broker;
    }

    private static Path find(String program) {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin" + File.pathSeparator
                + "/usr/local/bin";
        Path found = Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        if (found == null) {
            String missing = "there is no " + program + " (Debian, Ubuntu: apt-get install " + program + ")";
            if ("true".equals(System.getenv(REQUIRED))) {
                Assertions.fail(missing + ", but " + REQUIRED + " is true");
            }
            Assumptions.abort(missing);
            throw new IllegalStateException(missing);
        }
        return found;
    }

    /** The id of the process, while it runs. */
    public long pid() {
        Process running = process;
        if (running == null) {
            throw new IllegalStateException("it does not run");
        }
        return running.pid();
    }

    @Override
    public int port() {
        return port.number();
    }

    @Override
    public void start() throws IOException {
        Process started = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
        process = started;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DEADLINE_SECONDS);
        while (!listens()) {
            if (!started.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        command + " does not listen:\n" + Files.readString(folder.resolve("log")));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    @Override
    public void stop() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly()
                    .onExit()
                    .orTimeout(DEADLINE_SECONDS, TimeUnit.SECONDS)
                    .join();
            process = null;
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        port.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port.number())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
