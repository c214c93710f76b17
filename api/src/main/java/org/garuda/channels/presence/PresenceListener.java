package org.garuda.channels.presence;

/**
 * Listens on the server to who comes and goes, whichever node they are on.
 *
 * <p>For each change it is told first who came, then who went, then the change as a whole. It is called off the
 * handlers' threads, with the context of a callback, one call at a time for a topic, in the order of the changes, and
 * may block. Changes that come meanwhile are told together afterwards; what came and went in that time is not told. If
 * it throws, that is logged.
 */
public interface PresenceListener {

    /**
     * A key has its first meta.
     *
     * @param topic the topic
     * @param entry the key with its metas, without details
     */
    default void came(String topic, PresenceEntry entry) {}

    /**
     * A key has lost its last meta.
     *
     * @param topic the topic
     * @param entry the key with the metas that went, without details
     */
    default void went(String topic, PresenceEntry entry) {}

    /**
     * Something has changed.
     *
     * @param change what came and went, and how it is now
     */
    default void changed(PresenceChange change) {}
}
