package org.garuda.channels.core.internal.bus;

import java.security.SecureRandom;
import java.util.Locale;

/**
 * Which node a message is from: 96 bits, drawn anew at each start, so that a node that comes back is another one and no
 * two nodes need an agreement. The name of a node is only a label.
 *
 * @param high the first 64 bits
 * @param low the other 32
 */
public record NodeId(long high, int low) {

    static final int BYTES = 12;

    /** Another node than any there was. */
    public static NodeId random() {
        SecureRandom random = new SecureRandom();
        return new NodeId(random.nextLong(), random.nextInt());
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%016x%08x", high, low);
    }
}
