package org.garuda.channels.core.internal.connection;

import java.lang.System.Logger.Level;
import org.garuda.channels.config.ClientLimits;
import org.garuda.channels.config.OutboxLimits;
import org.garuda.channels.core.internal.logging.RateLimitedLog;
import org.garuda.channels.core.internal.protocol.ProtocolVersion;
import org.garuda.channels.core.internal.queue.CloseReason;
import org.garuda.channels.core.internal.queue.OutboxLimit;
import org.jspecify.annotations.Nullable;

/** Tells the log why the server closed a client for something that the client did, and what can be done about it. */
final class CloseReport {

    private static final System.Logger LOG = System.getLogger(CloseReport.class.getName());

    private final SocketContext socket;
    private final ProtocolVersion version;
    private final CloseReason reason;
    private final @Nullable OutboxLimit reached;

    /**
     * A report that is to be told.
     *
     * @param socket the client's
     * @param version what the client is to speak
     * @param reached the limit of its outbox that it reached last, or null
     */
    CloseReport(SocketContext socket, ProtocolVersion version, CloseReason reason, @Nullable OutboxLimit reached) {
        this.socket = socket;
        this.version = version;
        this.reason = reason;
        this.reached = reached;
    }

    /**
     * Tells the first of a kind, then how many there were.
     *
     * @param client who it is, fit to be printed
     * @param closeText the reason phrase of the close frame
     */
    void tell(RateLimitedLog log, String client, String closeText) {
        String remedy = remedy();
        if (remedy == null) {
            LOG.log(Level.DEBUG, () -> "client " + client + " ends: " + reason);
        } else {
            log.log(
                    LOG,
                    Level.WARNING,
                    kind(),
                    () -> "client " + client + " was closed with " + reason.code() + ", " + closeText + ": " + remedy);
        }
    }

    private String kind() {
        String kind = "clients closed with " + reason.code() + ", " + reason.text();
        return reached == null || reason != CloseReason.SLOW ? kind : kind + " (" + reached + ")";
    }

    /** What to do, or null where an end is no news. */
    private @Nullable String remedy() {
        ClientLimits limits = socket.settings().limits();
        return switch (reason) {
            case GONE, PROTOCOL_ERROR, INVALID_UTF8, IDLE, DISCONNECTED, RESTART, UNDEPLOYED -> null;
            case MALFORMED ->
                "it is to speak " + version + " of Phoenix's protocol; its parameter vsn chooses (2.0.0 or 1.0.0)";
            case TOO_BIG -> raise("message-bytes", limits.messageBytes());
            case TOO_MANY_PARTS -> raise("message-parts", limits.messageParts());
            case UNFINISHED_BYTES ->
                raise("unfinished-bytes", socket.services().settings().unfinishedBytes());
            case REF_TOO_LONG -> raise("ref-bytes", limits.refBytes());
            case FLOODING ->
                "its handlers are slower than it sends; " + raise("pending-messages", limits.pendingMessages());
            case FLOODING_BYTES ->
                "its handlers are slower than it sends; " + raise("pending-bytes", limits.pendingBytes());
            case SLOW -> slowness();
        };
    }

    private static String raise(String name, long value) {
        return "if that is to be taken, raise channels.limits." + name + " (" + value + ")";
    }

    private String slowness() {
        OutboxLimits limits = socket.settings().outbox();
        String which = reached == null
                ? "channels.limits.pending-messages or .pending-bytes, of broadcasts behind its handler"
                : switch (reached) {
                    case MESSAGES -> "channels.outbox.messages (" + limits.messages() + ")";
                    case BYTES -> "channels.outbox.bytes (" + limits.bytes() + ")";
                    case AGE -> "channels.outbox.age (" + limits.age() + ")";
                    case SEND ->
                        "channels.timeouts.send ("
                                + socket.settings().timeouts().send() + ")";
                };
        return "it does not read as fast as it is sent to, and reached " + which
                + "; raise that, send less, or let broadcasts be dropped or conflated with an OverflowPolicy";
    }
}
