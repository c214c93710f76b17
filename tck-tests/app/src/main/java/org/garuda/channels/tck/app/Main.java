package org.garuda.channels.tck.app;

/** Runs the conformance app until the process is told to stop. */
public final class Main {

    private Main() {}

    /**
     * Starts the app; its first line on standard output is {@code listening on http://HOST:PORT}. Exits with 2 when the
     * arguments are not understood.
     *
     * @param args see {@code --help}
     * @throws InterruptedException when the main thread is interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(Options.USAGE);
            System.exit(2);
            return;
        }
        if (options.help()) {
            System.out.print(Options.USAGE);
            return;
        }
        ConformanceApp app = ConformanceApp.start(options);
        System.out.println("listening on " + app.uri());
        app.awaitStop();
    }
}
