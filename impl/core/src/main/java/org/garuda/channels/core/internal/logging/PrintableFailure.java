package org.garuda.channels.core.internal.logging;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure of the application as it is written to the log: messages made {@linkplain Printable printable}, because
 * they may quote what a client sent, and traces that begin and end with the application's own frames. The exception
 * that the application threw stays as it is; this is a copy.
 */
public final class PrintableFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** So many causes are written; there may be a circle of them. */
    private static final int MOST_CAUSES = 8;

    private static final String CALLBACK = Callback.class.getName();
    private static final List<String> OWN =
            List.of("org.garuda.channels.core.", "org.garuda.channels.jakarta.", "org.garuda.channels.standalone.");

    /** Marks, in the traces of what is thrown within, where the application's frames end. */
    public record Callback(Runnable action) implements Runnable {
        @Override
        public void run() {
            action.run();
        }
    }

    private PrintableFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The copy to be written. */
    public static PrintableFailure of(Throwable thrown) {
        return of(thrown, MOST_CAUSES);
    }

    private static PrintableFailure of(Throwable thrown, int depth) {
        Throwable cause = depth > 1 ? thrown.getCause() : null;
        String message = messageOf(thrown);
        String name = thrown.getClass().getName();
        PrintableFailure copy = new PrintableFailure(
                message == null ? name : name + ": " + Printable.of(message),
                cause == null ? null : of(cause, depth - 1));
        copy.setStackTrace(applicationFrames(thrown.getStackTrace()));
        if (depth > 1) {
            for (Throwable suppressed :
                    Arrays.stream(thrown.getSuppressed()).limit(MOST_CAUSES).toList()) {
                copy.addSuppressed(of(suppressed, 1));
            }
        }
        return copy;
    }

    /** An exception of the application's may fail even at this. */
    private static @Nullable String messageOf(Throwable thrown) {
        try {
            return thrown.getLocalizedMessage();
        } catch (RuntimeException e) {
            return "(no message: " + e.getClass().getName() + ")";
        }
    }

    /**
     * Cuts what the engine adds below a callback, and the engine's frames above the application's: where there are none
     * of the application's, or it was not within a callback that it happened, all is left.
     */
    private static StackTraceElement[] applicationFrames(StackTraceElement[] trace) {
        int end = 0;
        while (end < trace.length && !trace[end].getClassName().equals(CALLBACK)) {
            end++;
        }
        if (end == trace.length) {
            return trace;
        }
        end = lambdasAbove(trace, end);
        int start = 0;
        while (start < end && isOwn(trace[start])) {
            start++;
        }
        return start == end ? trace : Arrays.copyOfRange(trace, start, end);
    }

    /** What leads from the mark to the application: a lambda of ours, and the bean that stands for a handler of CDI. */
    private static int lambdasAbove(StackTraceElement[] trace, int mark) {
        int end = mark;
        while (end > 0 && isOwn(trace[end - 1])) {
            end--;
        }
        return end;
    }

    private static boolean isOwn(StackTraceElement frame) {
        return OWN.stream().anyMatch(frame.getClassName()::startsWith);
    }

    /** The application's exception by its own name. */
    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }

    /** The trace is that of the original. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
