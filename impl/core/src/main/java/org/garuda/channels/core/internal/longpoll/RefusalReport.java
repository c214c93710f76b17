package org.garuda.channels.core.internal.longpoll;

import java.lang.System.Logger.Level;
import java.util.function.Supplier;
import org.garuda.channels.core.internal.connection.ProtocolSession;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.logging.Printable;

/**
 * Tells the log which posts and sessions were refused, and what can be done about it. A log that fails keeps no client
 * from its answer. Safe for use by any thread.
 */
final class RefusalReport {

    private static final System.Logger LOG = System.getLogger(RefusalReport.class.getName());

    private final NodeRuntime runtime;

    RefusalReport(NodeRuntime runtime) {
        this.runtime = runtime;
    }

    /** A post was over a limit. */
    void over(ProtocolSession client, int status, String what, String setting, long value) {
        post(client, status, setting, what, raise(setting, value));
    }

    /**
     * A post was refused for something else.
     *
     * @param kind a text of ours, since it is what is counted
     * @param what may have words of the client in it
     */
    void post(ProtocolSession client, int status, String kind, String what, String remedy) {
        tell(
                "posts answered with " + status + ", " + kind,
                () -> "a post of client " + client.describe() + " was answered with " + status + ", "
                        + Printable.of(what) + ": " + remedy);
    }

    /** A session was not started, because its address has as many as it may. */
    void session(String address, int status, int most) {
        tell(
                "long-poll sessions refused with " + status + ", channels.longpoll.sessions-per-address",
                () -> "a long-poll session for " + Printable.of(address) + " was refused with " + status
                        + ", since that address has " + most
                        + ": if those are many clients behind one proxy, have the server know the proxy"
                        + " (standalone: channels.proxies); "
                        + raise("channels.longpoll.sessions-per-address", most));
    }

    private void tell(String kind, Supplier<String> message) {
        runtime.faults()
                .run("telling the log of a refusal", () -> runtime.log().log(LOG, Level.WARNING, kind, message));
    }

    private static String raise(String setting, long value) {
        return "if that is to be taken, raise " + setting + " (" + value + ")";
    }
}
