package org.garuda.channels.core.internal.broker;

/** Hears of one link. Its methods may be called by any thread, return at once and throw nothing. */
public interface LinkListener {

    /** A message; one call at a time for each channel, in the broker's order. The array is the listener's. */
    void received(String channel, byte[] message);

    /** The link is no longer of use, for the first reason that is told; it will be closed. */
    void lost(Throwable cause);

    /** A message was dropped on this side, and the link goes on. */
    void dropped(Throwable cause);
}
