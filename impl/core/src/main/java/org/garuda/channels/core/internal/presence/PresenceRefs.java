package org.garuda.channels.core.internal.presence;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes a {@code phx_ref} for each meta: short, and unique among all nodes and their restarts by a random beginning of
 * fixed length.
 */
public final class PresenceRefs {

    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int RANDOM_DIGITS = 8;

    private final String beginning;
    private final AtomicLong last = new AtomicLong();

    public PresenceRefs() {
        SecureRandom random = new SecureRandom();
        StringBuilder digits = new StringBuilder(RANDOM_DIGITS);
        for (int i = 0; i < RANDOM_DIGITS; i++) {
            digits.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        beginning = digits.toString();
    }

    public String next() {
        StringBuilder ref = new StringBuilder(RANDOM_DIGITS + 4).append(beginning);
        for (long rest = last.incrementAndGet(); rest > 0; rest >>>= 6) {
            ref.append(DIGITS.charAt((int) (rest & 63)));
        }
        return ref.toString();
    }
}
