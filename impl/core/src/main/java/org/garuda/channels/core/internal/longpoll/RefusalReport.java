package org.garuda.channels.core.internal.longpoll;

import java.lang.System.Logger.Level;
import java.util.function.Supplier;
import org.garuda.channels.core.internal.execution.NodeRuntime;
import org.garuda.channels.core.internal.http.BodyProblem;
import org.garuda.channels.core.internal.logging.Printable;
import org.jspecify.annotations.Nullable;

/**
 * Tells the log which posts and sessions were refused, and what can be done about it. A log that fails keeps no client
 * from its answer. Safe for use by any thread.
 */
final class RefusalReport {

    private static final System.Logger LOG = System.getLogger(RefusalReport.class.getName());

    private static final String UNFINISHED_BYTES = "channels.limits.unfinished-bytes";
    private static final String TOO_SLOW =
            "it has 15 s and 1 s more for each 4 KiB that came; let the client send less at once";
    private static final String NO_THREAD =
            "a filter before long-polling does not support async, so that each body that"
                    + " is awaited holds a thread; give that filter asyncSupported=true";

    private final NodeRuntime runtime;

    RefusalReport(NodeRuntime runtime) {
        this.runtime = runtime;
    }

    /**
     * A post was over a limit.
     *
     * @param client tells whose it was
     */
    void over(Supplier<String> client, int status, String what, String setting, long value) {
        post(client, status, setting, what, raise(setting, value));
    }

    /**
     * A post was refused for something else.
     *
     * @param client tells whose it was
     * @param kind a text of ours, since it is what is counted
     * @param what may have words of the client in it
     */
    void post(Supplier<String> client, int status, String kind, String what, String remedy) {
        tell(
                "posts answered with " + status + ", " + kind,
                () -> "a post of client " + client.get() + " was answered with " + status + ", " + Printable.of(what)
                        + ": " + remedy);
    }

    /**
     * The rest of a body is not waited for, since it comes too slowly or there is no room.
     *
     * @return the answer; the connection is to be closed after it
     */
    LongPollResponse body(Supplier<String> client, BodyProblem problem, long unfinishedBytes) {
        if (problem == BodyProblem.EVICTED) {
            over(client, problem.status(), problem.text(), UNFINISHED_BYTES, unfinishedBytes);
        } else {
            post(client, problem.status(), "too slow", problem.text(), TOO_SLOW);
        }
        return LongPollResponses.plain(problem.status(), problem.text());
    }

    /**
     * There is no thread to wait for a body.
     *
     * @return the answer; the connection is to be closed after it
     */
    LongPollResponse noThread(Supplier<String> client) {
        BodyProblem problem = BodyProblem.EVICTED;
        post(client, problem.status(), "no thread to wait for the body", problem.text(), NO_THREAD);
        return LongPollResponses.plain(problem.status(), problem.text());
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

    /** A request for a session of another node was over a limit of this one; gives the answer. */
    LongPollResult relayed(@Nullable String address, int status, String what, String setting, int most) {
        tell(
                "requests for sessions of other nodes answered with " + status + ", " + setting,
                () -> "a request of " + Printable.of(String.valueOf(address)) + " was answered with " + status
                        + ", since " + what + ": have the balancer send a client's requests to one node; "
                        + raise(setting, most));
        return new LongPollResult.Answered(LongPollResponses.error(status, what));
    }

    private void tell(String kind, Supplier<String> message) {
        runtime.faults()
                .run("telling the log of a refusal", () -> runtime.log().log(LOG, Level.WARNING, kind, message));
    }

    private static String raise(String setting, long value) {
        return "if that is to be taken, raise " + setting + " (" + value + ")";
    }
}
