package org.garuda.channels.tck.servers.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Programs of this machine that do something for us and end. */
public final class Program {

    private Program() {}

    /**
     * Runs a program that is a script on Windows, such as Maven or npm. What it prints is to be seen. Blocks until it
     * has ended.
     *
     * @param directory where it runs
     * @param name its name on the path
     * @param arguments its arguments
     * @throws IOException when it cannot be started, or fails
     */
    public static void run(Path directory, String name, List<String> arguments) throws IOException {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
        List<String> command = new ArrayList<>();
        command.add(windows ? name + ".cmd" : name);
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .inheritIO()
                .start();
        try {
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException(String.join(" ", command) + " ended with " + status);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + name + " was at work", e);
        }
    }
}
