package org.garuda.channels.jakarta.internal.websocket;

import jakarta.websocket.Session;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Tyrus from starting a timer for each message in and out, as versions before 2.2.2 do even for sessions without
 * an idle timeout: on GlassFish and Payara, where that is a task of a managed executor with a context of its own, it is
 * most of what a message costs. The engine watches over idle clients itself.
 */
final class TyrusTimers {

    private static final System.Logger LOG = System.getLogger(TyrusTimers.class.getName());

    private TyrusTimers() {}

    /** Takes the timers away, if they can be reached; all works without that. */
    static void remove(Session session) {
        try {
            Field service = session.getClass().getDeclaredField("service");
            if (service.getType() == ScheduledExecutorService.class) {
                service.setAccessible(true);
                service.set(session, None.INSTANCE);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.DEBUG, "Tyrus keeps its timers", e);
        }
    }

    /** Starts nothing, and has no thread. */
    private static final class None extends ScheduledThreadPoolExecutor {

        static final None INSTANCE = new None();

        private None() {
            super(0);
        }

        @Override
        @SuppressWarnings("NullAway") // Tyrus looks whether there is a timer before it cancels one.
        public @Nullable ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
            return null;
        }

        @Override
        @SuppressWarnings("NullAway") // As above.
        public <V> @Nullable ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
            return null;
        }
    }
}
