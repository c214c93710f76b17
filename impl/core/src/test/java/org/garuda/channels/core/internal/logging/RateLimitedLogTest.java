package org.garuda.channels.core.internal.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RateLimitedLogTest {

    private final Lines lines = new Lines();
    private long now;
    private final RateLimitedLog log = new RateLimitedLog(() -> now);

    private void crash(int times) {
        for (int i = 0; i < times; i++) {
            log.log(lines, Level.WARNING, "handler A failed", () -> "handler A failed: boom", new Exception("boom"));
        }
    }

    private void pass(Duration time) {
        now += time.toNanos();
        log.flush();
    }

    @Test
    void theFirstOfAKindIsWrittenWithItsTraceAndTheOthersAreCounted() {
        crash(5000);
        assertEquals(List.of("WARNING handler A failed: boom (java.lang.Exception: boom)"), lines.written);
        pass(Duration.ofSeconds(10));
        assertEquals("WARNING handler A failed: 4,999 more within 10 s", lines.written.get(1));
    }

    @Test
    void aKindThatGoesOnIsOneLineEveryTenSeconds() {
        for (int second = 0; second < 60; second++) {
            crash(1000);
            pass(Duration.ofSeconds(1));
        }
        assertEquals(7, lines.written.size(), lines.written.toString());
    }

    @Test
    void afterTenSecondsOfSilenceTheNextIsAFirstOneAgain() {
        crash(1);
        pass(Duration.ofSeconds(10));
        crash(1);
        assertEquals(2, lines.written.size());
        assertTrue(lines.written.get(1).endsWith("(java.lang.Exception: boom)"));
    }

    @Test
    void kindsDoNotSilenceEachOther() {
        crash(2);
        log.log(lines, Level.ERROR, "other", () -> "other");
        assertEquals(
                List.of("WARNING handler A failed: boom (java.lang.Exception: boom)", "ERROR other"), lines.written);
    }

    @Test
    void theNumberOfKindsIsBounded() {
        for (int i = 0; i < 10 * RateLimitedLog.MOST_KINDS; i++) {
            String kind = "kind " + i;
            log.log(lines, Level.INFO, kind, () -> kind);
        }
        assertEquals(RateLimitedLog.MOST_KINDS + 1, lines.written.size());
        pass(Duration.ofSeconds(10));
        assertEquals("INFO further kinds: 8,999 more within 10 s", lines.written.get(lines.written.size() - 1));
    }

    /** What was logged, one text a call. */
    private static final class Lines implements Logger {
        final List<String> written = new ArrayList<>();

        @Override
        public String getName() {
            return "test";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String text, @Nullable Throwable thrown) {
            written.add(level + " " + text + (thrown == null ? "" : " (" + thrown.getMessage() + ")"));
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... values) {
            written.add(level + " " + MessageFormat.format(String.valueOf(format), values));
        }
    }
}
