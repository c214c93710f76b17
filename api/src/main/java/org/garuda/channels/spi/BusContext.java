package org.garuda.channels.spi;

import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/**
 * What a bus tells the engine, and what it may use.
 *
 * <p>{@link #received}, {@link #connected} and {@link #disconnected} are called by threads of the bus or of its client
 * library. They return at once and never throw; what they throw nevertheless is logged, and the bus goes on.
 *
 * <p>A bus begins without a connection. Then {@code connected} and {@code disconnected} take turns, one call at a time,
 * except that {@code disconnected} also tells why a connection does not come about: once for each new reason, so that a
 * wrong password is told after the restart of a broker too, but a try that fails like the one before is not.
 *
 * <p>Implemented by the library only; methods may be added.
 */
@Incubating
public interface BusContext {

    /**
     * What the names of all channels begin with on the broker, so that several applications can share one: the setting
     * {@code channels.bus.prefix}, else made from the context path. The bus puts a dot between it and a channel's name.
     *
     * @return one to 100 of the characters {@code A–Z a–z 0–9 - _ .}, neither beginning nor ending with a dot
     */
    String prefix();

    /**
     * A setting beside the URL, for what does not belong into it, such as {@code channels.bus.password}. What the URL
     * says counts first.
     *
     * @param name without {@code channels.bus.}: {@code user}, {@code password}, and for TLS the PEM files {@code
     *     ca-file}, {@code certificate-file} and {@code key-file}
     * @return its value; empty when nobody set it, or when there is no setting of this name. A secret that was set by
     *     the name of its file ({@code channels.bus.password-file}) has been read already
     */
    Optional<String> setting(String name);

    /**
     * A message of a channel that is wanted, also one that this node published. One call at a time for each channel, in
     * the broker's order. It may come before {@link #connected}, and does not come after {@link #disconnected} when it
     * belongs to the lost connection.
     *
     * @param channel the name as it was subscribed to, without the prefix
     * @param message the engine's from now on
     */
    void received(String channel, byte[] message);

    /**
     * The bus is connected, and <em>every</em> channel that is wanted is confirmed on this connection; not before. All
     * stages of {@link Bus#subscribe} that waited for it have completed, and {@link Bus#publish} takes messages again,
     * also within this call. A channel that becomes wanted while this is called is confirmed by its own stage.
     */
    void connected();

    /**
     * Messages may be missing. Either the connection is lost or cannot be made: then {@link Bus#publish} already refuses
     * messages, what it took and has not sent is forgotten, and {@link #connected} follows when every wanted channel is
     * confirmed again. Or a message was dropped on this side (a slow consumer) and the connection still stands: then
     * {@code connected} follows at once, and nothing changes for messages that are published.
     *
     * @param cause what happened, for a log; its message names the broker, but neither a user nor a secret
     */
    void disconnected(Throwable cause);

    /**
     * Makes threads with the application's context class loader and names, as daemons. A bus starts no others but those
     * of its client library, and ends all of them in {@link Bus#close}.
     *
     * @return the factory; on a Jakarta server its threads may look up names below {@code java:comp}
     */
    ThreadFactory threads();
}
