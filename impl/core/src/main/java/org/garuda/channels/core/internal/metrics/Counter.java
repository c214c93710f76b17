package org.garuda.channels.core.internal.metrics;

/** What the engine counts, one counter for each limit and each way to fail. */
public enum Counter {
    /** Clients let in. */
    CLIENTS_ADMITTED,
    /** Clients turned away by origin, token, version or a handler. */
    CLIENTS_REFUSED,
    /** Requests refused for the host that they were for; those of clients count as turned away, too. */
    HOSTS_REFUSED,
    /** Requests refused because what a trusted proxy said of them could not be understood. */
    FORWARDING_UNREADABLE,
    /** Clients turned away because the node had its number. */
    CLIENTS_OVER_LIMIT,
    /** Long-poll sessions started. */
    LONG_POLL_SESSIONS,
    /** Long-poll sessions not started because their address had its number. */
    LONG_POLL_SESSIONS_OVER_LIMIT,
    /** Long-poll sessions that ended because no poll came for too long. */
    LONG_POLL_SESSIONS_EXPIRED,
    /** Session tokens that were not signed here, or too old. */
    LONG_POLL_TOKENS_REFUSED,
    /** Polls for messages of a session. */
    LONG_POLL_POLLS,
    /** Polls whose connection was gone before there was an answer; what came afterwards waited for the next poll. */
    LONG_POLL_POLLS_CUT,
    /** Polls answered early because another one came for the same session. */
    LONG_POLL_POLLS_SUPERSEDED,
    /** Answers sent again because the client did not get them. */
    LONG_POLL_ANSWERS_REPEATED,
    /** Posts refused for the size of their body, of their batch or of a frame. */
    LONG_POLL_POSTS_TOO_BIG,
    /** Posts refused because their session had too many under way. */
    LONG_POLL_POSTS_OVER_LIMIT,
    /** Posts refused because too many threads of the server waited for bodies, behind a filter that forbids async. */
    LONG_POLL_POSTS_WITHOUT_THREAD,
    /** Posts with a frame that cannot be decoded. */
    LONG_POLL_POSTS_MALFORMED,
    /** Polls and posts handed to the node that has their session. */
    LONG_POLL_RELAYED,
    /** Polls refused because too many waited for other nodes' sessions. */
    LONG_POLL_RELAYED_POLLS_OVER_LIMIT,
    /** Polls and posts that had to wait, and posts refused, because of their session's bytes between nodes. */
    LONG_POLL_RELAYED_BYTES_OVER_LIMIT,
    /** Polls and posts not handed on because too much waited for the broker. */
    LONG_POLL_RELAYS_CROWDED,
    /** Polls and posts that the node which has their session did not answer in time. */
    LONG_POLL_RELAYS_UNANSWERED,
    /** Requests refused for the size of their body. */
    REQUEST_BODIES_TOO_BIG,
    /** Requests refused because their body came too slowly. */
    REQUEST_BODIES_OVERDUE,
    /** Requests to the standalone server refused because their head came too slowly. */
    REQUEST_HEADS_OVERDUE,
    /** Requests to the standalone server refused because unfinished ones held too much, their head the most. */
    REQUEST_HEADS_EVICTED,
    /** Requests to the standalone server refused for the size of their head. */
    REQUEST_HEADS_TOO_BIG,
    /** Requests to the standalone server refused for the number of their header lines. */
    REQUEST_HEADS_TOO_MANY_LINES,
    /** Requests to the standalone server that were not well-formed HTTP. */
    REQUESTS_MALFORMED,
    /** Connections to the standalone server cut because an answer was not read. */
    ANSWERS_NOT_READ,
    /** Messages received, heartbeats included. */
    MESSAGES_RECEIVED,
    /** Messages dropped because their join ref was not the channel's. */
    MESSAGES_STALE,
    /** Joins refused because the client had joined too many topics. */
    CHANNELS_OVER_LIMIT,
    /** Joins and messages refused for a topic or event that was too long. */
    NAMES_TOO_LONG,
    /** Clients, joins and messages refused for want of a role. */
    ROLES_MISSING,
    /** Joins and messages refused because their payload or topic did not fit the types of a handler's method. */
    PAYLOADS_INVALID,
    /** Messages refused because no method of a typed handler is for their event. */
    EVENTS_UNKNOWN,
    /** Presences refused for the size of their key and meta. */
    PRESENCES_TOO_BIG,
    /** Presences refused because their client had as many as it may. */
    PRESENCES_OVER_LIMIT,
    /** Joins or leaves that nobody answered in time. */
    ANSWERS_OVERDUE,
    /** Channels that ended abnormally. */
    CHANNELS_CRASHED,
    /** Broadcasts sent through this node. */
    BROADCASTS,
    /** Broadcasts offered to clients, one for each receiver. */
    DELIVERIES,
    /** Broadcasts that a policy kept from a slow client. */
    BROADCASTS_DROPPED,
    /** Events that a slow listener had no room for. */
    LISTENER_EVENTS_LOST,
    /** Callbacks that waited, and newcomers turned away, because every thread for callbacks was busy. */
    THREADS_EXHAUSTED,
    /** Messages of clients' topics that this node has sent to the others. */
    BUS_SENT,
    /** Messages that have come from other nodes, those about the nodes themselves too. */
    BUS_RECEIVED,
    /** Messages for other nodes that are lost since the broker was not there, or too much waited for it. */
    BUS_DROPPED_OUT,
    /** Messages of other nodes that are lost since too many waited here. */
    BUS_DROPPED_IN,
    /** Messages of other nodes on topics that are known to be missing here. */
    BUS_GAPS,
    /** Messages of other nodes about anything else that are known to be missing here. */
    BUS_CONTROL_GAPS,
    /** Messages of other nodes that came once more, and were dropped. */
    BUS_REPEATS,
    /** Messages of a version or kind that is not known here, or that nobody can have sent. */
    BUS_REFUSED,
    /** Channels that the broker has refused to this node. */
    BUS_SUBSCRIPTIONS_REFUSED,
    /** Joins that went on, or were refused, since the other nodes' messages on their topic did not come in time. */
    JOINS_UNCONFIRMED,
    /** Times that another node's presences were asked for: at its beginning, and when changes were missed. */
    PRESENCE_SYNCS,
    /** Clients turned away because their id had been disconnected for a time that is not over. */
    CLIENTS_KEPT_OUT,
    /** Errors that were kept from stopping anything else: of listeners, of single steps, of the engine itself. */
    FAILURES_SURVIVED,
    /** Threads found dead without which nobody is served; the node stops. */
    THREADS_DEAD,
    /** Connections closed for a malformed frame. */
    CLOSED_MALFORMED,
    /** Connections closed for a frame against the WebSocket protocol. */
    CLOSED_PROTOCOL_ERROR,
    /** Connections closed for a text that is no UTF-8. */
    CLOSED_INVALID_UTF8,
    /** Connections closed for a message over the size limit. */
    CLOSED_TOO_BIG,
    /** Connections closed for a message of too many parts. */
    CLOSED_TOO_MANY_PARTS,
    /** Connections closed because unfinished messages held too many bytes, theirs the most. */
    CLOSED_UNFINISHED_BYTES,
    /** Messages and bodies let go because all unfinished ones together held too many bytes. */
    UNFINISHED_EVICTED,
    /** Connections closed for a ref or join ref over the limit. */
    CLOSED_REF_TOO_LONG,
    /** Connections closed for too many pending messages. */
    CLOSED_FLOODING,
    /** Connections closed for pending messages of too many bytes. */
    CLOSED_FLOODING_BYTES,
    /** Connections closed because the client was too slow. */
    CLOSED_SLOW,
    /** Connections closed for silence. */
    CLOSED_IDLE,
    /** Connections closed by the application. */
    CLOSED_DISCONNECTED,
    /** Connections closed because the server stops. */
    CLOSED_STOPPING,
    /** Connections that the client ended. */
    CLOSED_BY_CLIENT
}
