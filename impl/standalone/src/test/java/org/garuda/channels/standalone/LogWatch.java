package org.garuda.channels.standalone;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Keeps warnings and errors of all loggers from the console, and those that nobody expects for the test; exceptions
 * that end a thread too.
 */
final class LogWatch extends Handler implements AutoCloseable {

    /** Say that a handler crashed, and why a client was closed: what tests provoke. */
    private static final Set<String> EXPECTED = Set.of(
            "org.garuda.channels.core.internal.channel.CrashReport",
            "org.garuda.channels.core.internal.connection.CloseReport");

    /** Where exceptions end up that reach Tyrus. */
    private final Logger endpoint = Logger.getLogger(ChannelEndpoint.class.getName());

    private final Logger root = Logger.getLogger("");
    private final List<Handler> usual = List.of(root.getHandlers());
    private final Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    private final ConcurrentLinkedQueue<String> trouble = new ConcurrentLinkedQueue<>();

    LogWatch() {
        usual.forEach(root::removeHandler);
        root.addHandler(this);
        endpoint.setLevel(Level.FINE);
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, error) -> trouble.add(thread.getName() + " ended with " + describe(error)));
    }

    /**
     * What went wrong, other than channels that crashed at a message and clients that were closed for one, as they
     * should.
     */
    List<String> trouble() {
        return List.copyOf(trouble);
    }

    @Override
    public void publish(LogRecord entry) {
        boolean loud = entry.getLevel().intValue() >= Level.WARNING.intValue();
        boolean expected =
                EXPECTED.contains(String.valueOf(entry.getLoggerName())) && entry.getLevel() == Level.WARNING;
        boolean escaped =
                endpoint.getName().equals(entry.getLoggerName()) && !(entry.getThrown() instanceof IOException);
        if ((loud && !expected || escaped) && trouble.size() < 10) {
            trouble.add(entry.getLoggerName() + ": " + entry.getMessage() + describe(entry.getThrown()));
        }
    }

    private static String describe(Throwable error) {
        if (error == null) {
            return "";
        }
        StringBuilder text = new StringBuilder(": " + error);
        for (StackTraceElement element : error.getStackTrace()) {
            text.append("\n\tat ").append(element);
        }
        return text.toString();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
        endpoint.setLevel(null);
        usual.forEach(root::addHandler);
        Thread.setDefaultUncaughtExceptionHandler(before);
    }
}
