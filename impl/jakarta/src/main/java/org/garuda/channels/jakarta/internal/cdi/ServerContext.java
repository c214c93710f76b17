package org.garuda.channels.jakarta.internal.cdi;

import jakarta.enterprise.concurrent.ContextService;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * What an application server keeps with its own threads beside the class loader, such as the names below {@code
 * java:comp} and who has logged in.
 */
final class ServerContext {

    private static final System.Logger LOG = System.getLogger(ServerContext.class.getName());
    private static final String SERVICE = "java:comp/DefaultContextService";

    private final Supplier<Executor> capturing;

    /**
     * @param capturing gives what runs tasks, on the thread that calls it, in the present context of the thread that
     * asked
     */
    ServerContext(Supplier<Executor> capturing) {
        this.capturing = capturing;
    }

    /** The contexts of this server; empty if it has no Jakarta Concurrency. */
    @SuppressWarnings("BanJNDI") // The name is a constant of the platform.
    static Optional<ServerContext> find() {
        try {
            ContextService service = (ContextService) new InitialContext().lookup(SERVICE);
            return Optional.of(new ServerContext(service::currentContextExecutor));
        } catch (NamingException | RuntimeException | LinkageError e) {
            LOG.log(Level.DEBUG, "callbacks run without the context of the server", e);
            return Optional.empty();
        }
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
