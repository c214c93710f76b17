package org.garuda.channels;

/** What ended a channel, as told to {@link ChannelHandler#terminated}. More reasons may come. */
public enum TerminationReason {
    /** The client left the topic with {@code phx_leave}. */
    LEFT,
    /** The handler ended the channel with {@link ChannelConn#close()}. */
    CLOSED,
    /** The client joined the same topic again on the same connection; the older channel ended. */
    REJOINED,
    /**
     * A callback threw, {@link ChannelConn#fail(Throwable)} was called, or a message could not be encoded for the
     * client.
     */
    CRASHED,
    /** The connection is gone: closed by either side, lost, too slow, idle for too long, or disconnected by its id. */
    DISCONNECTED,
    /** The server or the application stops. */
    SHUTDOWN
}
