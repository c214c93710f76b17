package org.garuda.channels.core.engine;

import java.lang.System.Logger.Level;
import org.garuda.channels.ChannelsConfig;
import org.garuda.channels.Limits;
import org.garuda.channels.OutboxLimits;
import org.jspecify.annotations.Nullable;

/** Tells the log why the server closed a client for something that the client did, and what can be done about it. */
final class EndReport {

    private static final System.Logger LOG = System.getLogger(EndReport.class.getName());

    private EndReport() {}

    /** To be called before the outbox is emptied; the first of a kind is written, then how many there were. */
    static void tell(Client client, CloseReason reason) {
        String remedy = remedy(client, reason);
        if (remedy == null) {
            LOG.log(Level.DEBUG, () -> "client " + client.describe() + " ends: " + reason);
            return;
        }
        client.engine()
                .log()
                .log(
                        LOG,
                        Level.WARNING,
                        kind(client, reason),
                        () -> "client " + client.describe() + " was closed with " + reason.code() + ", "
                                + client.closeText(reason) + ": " + remedy);
    }

    private static String kind(Client client, CloseReason reason) {
        String kind = "clients closed with " + reason.code() + ", " + reason.text();
        Outbox.Limit reached = reason == CloseReason.SLOW ? client.outbox().reached() : null;
        return reached == null ? kind : kind + " (" + reached + ")";
    }

    /** What to do, or null where an end is no news. */
    private static @Nullable String remedy(Client client, CloseReason reason) {
        Limits limits = client.socket().config().limits();
        return switch (reason) {
            case GONE, PROTOCOL_ERROR, INVALID_UTF8, IDLE, DISCONNECTED, RESTART, UNDEPLOYED -> null;
            case MALFORMED ->
                "it is to speak " + client.version()
                        + " of Phoenix's protocol; its parameter vsn chooses (2.0.0 or 1.0.0)";
            case TOO_BIG -> raise("message-bytes", limits.messageBytes());
            case TOO_MANY_PARTS -> raise("message-parts", limits.messageParts());
            case UNFINISHED_BYTES -> raise("unfinished-bytes", limits.unfinishedBytes());
            case REF_TOO_LONG -> raise("ref-bytes", limits.refBytes());
            case FLOODING ->
                "its handlers are slower than it sends; " + raise("pending-messages", limits.pendingMessages());
            case FLOODING_BYTES ->
                "its handlers are slower than it sends; " + raise("pending-bytes", limits.pendingBytes());
            case SLOW -> slowness(client);
        };
    }

    private static String raise(String name, long value) {
        return "if that is to be taken, raise channels.limits." + name + " (" + value + ")";
    }

    private static String slowness(Client client) {
        ChannelsConfig config = client.socket().config();
        OutboxLimits limits = config.outbox();
        Outbox.Limit reached = client.outbox().reached();
        String which = reached == null
                ? "channels.limits.pending-messages or .pending-bytes, of broadcasts behind its handler"
                : switch (reached) {
                    case MESSAGES -> "channels.outbox.messages (" + limits.messages() + ")";
                    case BYTES -> "channels.outbox.bytes (" + limits.bytes() + ")";
                    case AGE -> "channels.outbox.age (" + limits.age() + ")";
                    case SEND -> "channels.timeouts.send (" + config.timeouts().send() + ")";
                };
        return "it does not read as fast as it is sent to, and reached " + which
                + "; raise that, send less, or let broadcasts be dropped or conflated with an OverflowPolicy";
    }
}
