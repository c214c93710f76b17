package org.garuda.channels.core.internal.logging;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says what clients can make happen as often as they like: the first of a kind in full, then at most one line every ten
 * seconds with how many there were. Safe for use by any thread.
 *
 * <p>A kind is a short text of ours, such as the name of a handler and an exception; never anything that a client
 * chose. Beyond {@value #MOST_KINDS} kinds all further ones count as one.
 */
public final class RateLimitedLog {

    static final int MOST_KINDS = 1000;
    private static final long PERIOD_NANOS = Duration.ofSeconds(10).toNanos();
    private static final String FURTHER_KINDS = "further kinds";

    private final LongSupplier clock;
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

    /** @param clock in nanoseconds */
    public RateLimitedLog(LongSupplier clock) {
        this.clock = clock;
    }

    /** The same without an exception. */
    public void log(Logger logger, Level level, String kind, Supplier<String> message) {
        log(logger, level, kind, message, null);
    }

    /**
     * Logs or counts.
     *
     * @param kind what the occurrences are counted as
     * @param message asked for only when it is written
     * @param cause written with the first of a kind alone, as {@link PrintableFailure}
     */
    public void log(Logger logger, Level level, String kind, Supplier<String> message, @Nullable Throwable cause) {
        Kind known = kinds.get(kind);
        if (known == null) {
            String key = kinds.size() < MOST_KINDS ? kind : FURTHER_KINDS;
            known = kinds.computeIfAbsent(key, made -> new Kind(logger, level, made));
        }
        if (known.isDue(clock.getAsLong())) {
            logger.log(level, message.get(), cause == null ? null : PrintableFailure.of(cause));
        }
    }

    /** Writes the counts that are due; called now and then by whoever keeps the time. */
    public void flush() {
        long now = clock.getAsLong();
        kinds.values().forEach(kind -> kind.flush(now));
    }

    /** One kind and its count. */
    private static final class Kind {
        private final Logger logger;
        private final Level level;
        private final String name;

        @GuardedBy("this")
        private boolean quiet;

        @GuardedBy("this")
        private long since;

        @GuardedBy("this")
        private long count;

        Kind(Logger logger, Level level, String name) {
            this.logger = logger;
            this.level = level;
            this.name = name;
        }

        /** Whether this occurrence is to be written by itself; it is counted otherwise. */
        synchronized boolean isDue(long now) {
            if (quiet) {
                count++;
                return false;
            }
            quiet = true;
            since = now;
            return true;
        }

        void flush(long now) {
            long counted;
            synchronized (this) {
                if (!quiet || now - since < PERIOD_NANOS) {
                    return;
                }
                counted = count;
                count = 0;
                since = now;
                quiet = counted > 0; // After ten seconds of silence the next one is a first one again.
            }
            if (counted > 0) {
                logger.log(level, "{0}: {1} more within 10 s", name, counted);
            }
        }
    }
}
