package org.garuda.channels.jakarta.cdi;

import jakarta.enterprise.concurrent.ContextService;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** What an application server keeps with its own threads beside the class loader, such as the names below {@code java:comp}. */
final class ServerContext {

    private static final System.Logger LOG = System.getLogger(ServerContext.class.getName());
    private static final String SERVICE = "java:comp/DefaultContextService";

    private ServerContext() {}

    /** What runs tasks, on the thread that calls it, in the calling thread's present context; empty on a server without Jakarta Concurrency. */
    @SuppressWarnings("BanJNDI") // The name is a constant of the platform.
    static Optional<Executor> capture() {
        try {
            ContextService service = (ContextService) new InitialContext().lookup(SERVICE);
            return Optional.of(service.currentContextExecutor());
        } catch (NamingException | RuntimeException | LinkageError e) {
            LOG.log(Level.DEBUG, "callbacks run without the context of the server", e);
            return Optional.empty();
        }
    }
}
