package org.garuda.channels.core.engine;

import java.lang.System.Logger.Level;
import org.garuda.channels.ChannelsConfig;
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
                        "clients closed with " + reason.code() + ", " + reason.text(),
                        () -> "client " + client.describe() + " was closed with " + reason.code() + ", " + reason.text()
                                + ": " + remedy);
    }

    /** What to do, or null where an end is no news. */
    private static @Nullable String remedy(Client client, CloseReason reason) {
        return switch (reason) {
            case GONE, PROTOCOL_ERROR, INVALID_UTF8, IDLE, DISCONNECTED, RESTART, UNDEPLOYED -> null;
            case MALFORMED ->
                "it speaks another protocol than " + client.version()
                        + " of Phoenix's; its parameter vsn chooses (2.0.0 or 1.0.0)";
            case TOO_BIG -> "the limit is " + limit("message-bytes");
            case TOO_MANY_PARTS -> "the limit is " + limit("message-parts");
            case UNFINISHED_BYTES -> "the node's limit is " + limit("unfinished-bytes");
            case REF_TOO_LONG -> "the limit is " + limit("ref-bytes");
            case FLOODING -> "its handlers are slower than it sends; the limit is " + limit("pending-messages");
            case FLOODING_BYTES -> "its handlers are slower than it sends; the limit is " + limit("pending-bytes");
            case SLOW -> slowness(client);
        };
    }

    private static String limit(String name) {
        return "channels.limits." + name;
    }

    private static String slowness(Client client) {
        ChannelsConfig config = client.socket().config();
        OutboxLimits limits = config.outbox();
        Outbox outbox = client.outbox();
        String which;
        if (outbox.size() >= limits.messages()) {
            which = "channels.outbox.messages (" + limits.messages() + ")";
        } else if (outbox.bytes() >= limits.bytes()) {
            which = "channels.outbox.bytes (" + limits.bytes() + ")";
        } else {
            which = "channels.outbox.age (" + limits.age() + "), channels.timeouts.send ("
                    + config.timeouts().send() + ") or, behind its handler, channels.limits.pending-messages";
        }
        return "it does not read as fast as it is sent to, and reached " + which
                + "; raise that, send less, or let broadcasts be dropped or conflated with an OverflowPolicy";
    }
}
