package org.garuda.channels.presence;

/** A {@link PresenceFetcher} or {@link PresenceListener} that is in use. */
@FunctionalInterface
public interface PresenceHook extends AutoCloseable {

    /** Takes it out of use; a call that has begun goes on. Does nothing the second time. Never blocks. */
    @Override
    void close();
}
