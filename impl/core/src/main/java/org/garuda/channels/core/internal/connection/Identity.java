package org.garuda.channels.core.internal.connection;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a client is, and whether it may come in: as the handlers say, until it is {@linkplain #settle settled}. Safe for
 * use by any thread; its lock is taken under the connection's, and nothing is called under it.
 */
public final class Identity {

    /**
     * A handler turns the client away.
     *
     * @param status the HTTP status
     * @param reason for the client, perhaps empty
     */
    public record Refusal(int status, String reason) {}

    /** As much text as a client is told. */
    private static final int MOST_CHARACTERS = 1000;

    private volatile @Nullable String id;
    private volatile Set<String> roles;
    private volatile boolean settled;

    @GuardedBy("this")
    private @Nullable Refusal refusal;

    Identity(Set<String> roles) {
        this.roles = roles;
    }

    /** The id that it is found by, if any. */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /** Gives it an id. */
    public synchronized void identify(String newId) {
        Objects.requireNonNull(newId, "the id must not be null; a client that nobody is to find needs no identify(…)");
        requireUnsettled();
        id = newId;
    }

    /** Whether it has a role. */
    public boolean isInRole(String role) {
        return roles.contains(Objects.requireNonNull(role, "the role must not be null"));
    }

    /** Gives it a role. */
    public synchronized void grant(String role) {
        Objects.requireNonNull(role, "the role must not be null");
        requireUnsettled();
        Set<String> more = new HashSet<>(roles);
        more.add(role);
        roles = Set.copyOf(more);
    }

    /** Turns it away. */
    public synchronized void refuse(int status, String reason) {
        Objects.requireNonNull(reason, "the reason must not be null; leave it out to give none");
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("a client is refused with a status from 400 to 599, not " + status);
        }
        requireUnsettled();
        refusal = new Refusal(status, cut(reason));
    }

    /** Never between the two halves of a character. */
    private static String cut(String text) {
        if (text.length() <= MOST_CHARACTERS) {
            return text;
        }
        boolean halved = Character.isHighSurrogate(text.charAt(MOST_CHARACTERS - 1));
        return text.substring(0, MOST_CHARACTERS - (halved ? 1 : 0));
    }

    /** How a handler has turned it away, or null. */
    public synchronized @Nullable Refusal refusal() {
        return refusal;
    }

    /**
     * The client still connects.
     *
     * @throws IllegalStateException when it does not
     */
    public void requireUnsettled() {
        if (settled) {
            throw new IllegalStateException("a ChannelHandshake is valid only while the client connects, in"
                    + " ChannelHandler.connect; keep what is needed later in the client's attributes()");
        }
    }

    /**
     * What the handlers have said stands from now on.
     *
     * @return whether they let the client in
     */
    synchronized boolean settle() {
        settled = true;
        return refusal == null;
    }
}
