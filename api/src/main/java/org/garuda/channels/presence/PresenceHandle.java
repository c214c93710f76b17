package org.garuda.channels.presence;

import jakarta.json.JsonObject;
import java.util.function.Function;

/**
 * A presence that no channel stands for, made with {@link Presence#track(String, String, Object)}. Safe for use by any
 * thread; no method blocks. Once it is closed, or the server has stopped, the methods do nothing.
 *
 * <p>Implemented by the library only; methods may be added.
 */
public interface PresenceHandle extends AutoCloseable {

    /**
     * Where it is.
     *
     * @return the topic
     */
    String topic();

    /**
     * Under which key it is there.
     *
     * @return the key
     */
    String key();

    /**
     * Replaces the meta.
     *
     * @param meta a JSON object
     * @throws IllegalArgumentException when the meta is not written as a JSON object
     */
    void update(Object meta);

    /**
     * Replaces the meta by one that is made of it.
     *
     * @param change gets the meta so far and gives a JSON object; called on the caller's thread, and again if another
     *     thread changed the meta meanwhile
     * @throws IllegalArgumentException when the new meta is not written as a JSON object
     */
    void updateWith(Function<? super JsonObject, ?> change);

    /** Ends the presence. Does nothing the second time. */
    @Override
    void close();
}
