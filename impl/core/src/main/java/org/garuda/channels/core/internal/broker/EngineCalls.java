package org.garuda.channels.core.internal.broker;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.System.Logger.Level;
import java.util.function.BooleanSupplier;
import org.garuda.channels.core.internal.logging.RateLimitedLog;
import org.garuda.channels.spi.BusContext;

/**
 * What a bus tells the engine, one thing at a time, until it is {@linkplain #silence silenced}. Its lock is held while
 * the engine is told, so that the engine is told nothing once a link is lost or the bus closed. Whatever the engine
 * throws, the bus goes on.
 */
final class EngineCalls {

    private static final System.Logger LOG = System.getLogger(EngineCalls.class.getName());

    private final String bus;
    private final BusContext context;
    private final RateLimitedLog log = new RateLimitedLog(System::nanoTime);
    private volatile boolean silent;

    /** @param bus what the bus is called in the log */
    EngineCalls(String bus, BusContext context) {
        this.bus = bus;
        this.context = context;
    }

    /** Returns when nothing is being told any more; nothing will be. */
    synchronized void silence() {
        silent = true;
    }

    boolean isSilent() {
        return silent;
    }

    synchronized void connected() {
        tell("news", context::connected);
    }

    synchronized void disconnected(Throwable cause) {
        tell("news", () -> context.disconnected(cause));
    }

    /** @param counts whether the engine still wants it; asked under this object's lock */
    synchronized void received(String channel, byte[] message, BooleanSupplier counts) {
        if (counts.getAsBoolean()) {
            tell("a message", () -> context.received(channel, message));
        }
    }

    @GuardedBy("this")
    private void tell(String what, Runnable call) {
        if (silent) {
            return;
        }
        try {
            call.run();
        } catch (Throwable e) {
            log.log(
                    LOG,
                    Level.ERROR,
                    what,
                    () -> "the engine failed at " + what + " of " + bus + "; the bus goes on",
                    e);
        }
    }
}
