package org.garuda.channels.core.internal.bus;

/**
 * Which channel of the bus a topic's messages go through: topics are spread over a fixed number of slots, the same on
 * all nodes, so that a node subscribes to few channels however many topics there are.
 *
 * @param number how many slots there are
 */
public record Slots(int number) {

    /** What concerns every node. */
    public static final String CONTROL = "ctl";

    private static final String SLOT = "s";
    private static final String INBOX = "n.";

    /** Checks the number. */
    public Slots {
        if (number < 1 || number > 1 << 16) {
            throw new IllegalArgumentException("a bus must have from 1 to 65,536 channels, but has " + number);
        }
    }

    /**
     * The slot of a topic. The hash of a text is the same in every Java; it is spread, since names that differ in a
     * number have hashes that lie side by side.
     */
    public int of(String topic) {
        int spread = topic.hashCode() * 0x9E3779B1;
        return Math.floorMod(spread ^ spread >>> 15, number);
    }

    /** The channel of a slot. */
    public String channel(int slot) {
        return SLOT + slot;
    }

    /** The slot of a channel, or −1 when it is no slot's. */
    public int slot(String channel) {
        if (!channel.startsWith(SLOT)) {
            return -1;
        }
        try {
            int slot = Integer.parseInt(channel.substring(SLOT.length()));
            return slot >= 0 && slot < number ? slot : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** The channel of what concerns one node alone. */
    public static String inbox(NodeId node) {
        return INBOX + node;
    }

    /** Whether a channel concerns one node alone. */
    static boolean isInbox(String channel) {
        return channel.startsWith(INBOX);
    }
}
