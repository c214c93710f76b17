package org.garuda.channels.presence;

import java.util.Map;

/**
 * What has changed on a topic. An update of a meta is in both {@link #joins()} and {@link #leaves()}. Immutable.
 *
 * <p>Implemented by the library only; methods may be added.
 */
public interface PresenceChange {

    /**
     * Where it is.
     *
     * @return the topic
     */
    String topic();

    /**
     * The metas that came.
     *
     * @return an unmodifiable map from key to entry, without details
     */
    Map<String, PresenceEntry> joins();

    /**
     * The metas that went.
     *
     * @return an unmodifiable map from key to entry, without details
     */
    Map<String, PresenceEntry> leaves();

    /**
     * The whole list after the change.
     *
     * @return an unmodifiable map from key to entry, without details
     */
    Map<String, PresenceEntry> list();
}
