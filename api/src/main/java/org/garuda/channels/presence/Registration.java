package org.garuda.channels.presence;

/**
 * A {@link PresenceFetcher} or {@link PresenceListener} that is in use. Safe for use by any thread.
 *
 * <p>Implemented by the library only; methods may be added.
 */
public interface Registration extends AutoCloseable {

    /** Takes it out of use; a call that has begun goes on. Does nothing the second time. Never blocks. */
    @Override
    void close();
}
