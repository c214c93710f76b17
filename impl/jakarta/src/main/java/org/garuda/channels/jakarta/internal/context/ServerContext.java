package org.garuda.channels.jakarta.internal.context;

import jakarta.enterprise.concurrent.ContextService;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * What an application server keeps with its own threads beside the class loader, such as the names below {@code
 * java:comp} and who has logged in.
 */
public final class ServerContext {

    private static final System.Logger LOG = System.getLogger(ServerContext.class.getName());
    private static final String SERVICE = "java:comp/DefaultContextService";

    private final Supplier<Executor> capturing;
    private final BooleanSupplier names;

    /** Whether threads on which the container calls sessions have the names; found out by the first. */
    private volatile @Nullable Boolean onThreadsOfSessions;

    /**
     * @param capturing gives what runs tasks, on the thread that calls it, in the present context of the thread that
     * asked
     * @param names tells whether the calling thread has the names of the application
     */
    ServerContext(Supplier<Executor> capturing, BooleanSupplier names) {
        this.capturing = capturing;
        this.names = names;
    }

    /**
     * The contexts of this server.
     *
     * @return empty if it has no Jakarta Concurrency
     */
    public static Optional<ServerContext> find() {
        try {
            ContextService service = lookUp();
            return Optional.of(new ServerContext(service::currentContextExecutor, ServerContext::hasNames));
        } catch (NamingException | RuntimeException | LinkageError e) {
            LOG.log(Level.DEBUG, "callbacks run without the context of the server", e);
            return Optional.empty();
        }
    }

    @SuppressWarnings("BanJNDI") // The name is a constant of the platform.
    private static ContextService lookUp() throws NamingException {
        return (ContextService) new InitialContext().lookup(SERVICE);
    }

    private static boolean hasNames() {
        try {
            lookUp();
            return true;
        } catch (NamingException | RuntimeException | LinkageError e) {
            LOG.log(Level.DEBUG, "the container calls sessions without the context of the application", e);
            return false;
        }
    }

    /**
     * Whether the container surrounds its calls to sessions with the context of the application; to be called within
     * such a call.
     */
    boolean isOnThreadsOfSessions() {
        Boolean known = onThreadsOfSessions;
        if (known == null) {
            known = names.getAsBoolean();
            onThreadsOfSessions = known;
        }
        return known;
    }

    /** The calling thread's present context, or empty if the server does not give it. */
    Optional<Executor> capture() {
        try {
            return Optional.of(capturing.get());
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.DEBUG, "the server does not give its context", e);
            return Optional.empty();
        }
    }
}
