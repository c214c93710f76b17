package org.garuda.channels.tck.hostile.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.garuda.channels.tck.hostile.app.HostileApp;
import org.garuda.channels.tck.hostile.client.Target;

/**
 * The standalone server as a process of its own. Nothing of it is left running when this is closed, or when this
 * virtual machine ends. Used by one thread.
 */
public final class OwnServer implements AutoCloseable {

    /** Which application the server runs. */
    public enum Application {
        /** The conformance app. */
        CONFORMANCE,
        /** The one with handlers that block and fail, on the libraries of the conformance app. */
        OWN
    }

    /**
     * How a server is started.
     *
     * @param application what it runs
     * @param options for the virtual machine
     */
    public record Setting(Application application, List<String> options) {

        /** Copies the list. */
        public Setting {
            options = List.copyOf(options);
        }
    }

    private static final Pattern LISTENING = Pattern.compile("^listening on (http://\\S+)", Pattern.MULTILINE);
    private static final int PATIENCE = 60;

    private final Process process;
    private final Output output;
    private final Target target;
    private final Thread atExit;

    private OwnServer(Process process, Output output, Target target, Thread atExit) {
        this.process = process;
        this.output = output;
        this.target = target;
        this.atExit = atExit;
    }

    /**
     * Starts a server on a free port, and waits until it listens.
     *
     * @param java the program that starts a virtual machine
     * @param app the jar of the conformance app, with its libraries in {@code lib/} beside it
     * @param setting what runs, and how
     * @param log what it prints goes there, and replaces what is there
     * @return the running server
     * @throws IOException when it does not come up; the message has what it printed
     */
    public static OwnServer start(Path java, Path app, Setting setting, Path log) throws IOException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(setting.options());
        if (setting.application() == Application.CONFORMANCE) {
            command.addAll(List.of("-jar", app.toString(), "--port", "0"));
        } else {
            // The app's libraries come first, so that the server is the one that belongs to the app.
            Path libraries = app.toAbsolutePath().resolveSibling("lib");
            command.addAll(
                    List.of("-cp", libraries + "/*" + File.pathSeparator + ownClasses(), HostileApp.class.getName()));
        }
        Files.createDirectories(log.toAbsolutePath().getParent());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Thread atExit = new Thread(process::destroyForcibly, "stop-server");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            Target target = Target.of(awaitUrl(process, log), "/socket");
            return new OwnServer(process, new Output(log), target, atExit);
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(atExit);
            throw e;
        }
    }

    private static String ownClasses() {
        return new File(OwnServer.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .getAbsolutePath();
    }

    private static String awaitUrl(Process process, Path log) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (System.nanoTime() < deadline) {
            Matcher url = LISTENING.matcher(Files.readString(log));
            if (url.find()) {
                return url.group(1);
            }
            try {
                if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                    break;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        throw new IOException("the server did not come up: " + Files.readString(log));
    }

    /**
     * Where it listens.
     *
     * @return the server
     */
    public Target target() {
        return target;
    }

    /**
     * What it prints.
     *
     * @return the output
     */
    public Output output() {
        return output;
    }

    /**
     * Its process.
     *
     * @return as seen from outside
     */
    public ProcessFacts facts() {
        return new ProcessFacts(process.pid());
    }

    /**
     * Asks it to stop as an operator does. Blocks until it has.
     *
     * @param seconds how long
     * @return whether it has stopped by then
     * @throws InterruptedException when the thread is interrupted
     */
    public boolean stop(int seconds) throws InterruptedException {
        process.destroy();
        return process.waitFor(seconds, TimeUnit.SECONDS);
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
