package org.garuda.channels.core.internal.logging;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the engine writes to the log meanwhile, from INFO up, each entry as it would be printed. */
public final class LogLines extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger("org.garuda.channels");
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    /** Listens until it is closed. */
    public LogLines() {
        setLevel(Level.INFO);
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    @Override
    public void publish(LogRecord record) {
        if (record.getLevel().intValue() >= Level.INFO.intValue()) {
            records.add(record);
        }
    }

    public List<String> messages() {
        return records.stream().map(new SimpleFormatter()::formatMessage).toList();
    }

    public Throwable thrown(int index) {
        return records.get(index).getThrown();
    }

    /** All of it, traces included, in lines. */
    public long lines() {
        return records.stream()
                .map(new SimpleFormatter()::format)
                .mapToLong(text -> text.lines().count())
                .sum();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
