package org.garuda.channels.redis.internal;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** What Redis or the network said, in one sentence. */
final class RedisFailures {

    /** There may be a circle of them. */
    private static final int MOST_CAUSES = 16;

    private RedisFailures() {}

    /** The innermost cause with a message tells it best: what is around it says that something could not be done. */
    static String sentence(Throwable failure) {
        Throwable inner = failure;
        for (int depth = 0; inner.getCause() != null && depth < MOST_CAUSES; depth++) {
            inner = inner.getCause();
        }
        if (inner instanceof TimeoutException) {
            return "no answer within " + RedisConnector.TIMEOUT.toSeconds() + " seconds";
        }
        String message = inner.getMessage();
        return message == null ? inner.getClass().getSimpleName() : message;
    }

    /** The failure that a future wraps. */
    static Throwable unwrapped(Throwable failure) {
        boolean wraps = failure instanceof ExecutionException || failure instanceof CompletionException;
        Throwable cause = failure.getCause();
        return wraps && cause != null ? cause : failure;
    }
}
