package org.garuda.channels.core.internal.bus;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One message on the bus, version 1: {@code 'G' 1 kind flags node(12) number [part parts] body}.
 *
 * @param kind what the body says
 * @param node who sent it
 * @param number one more than that of the node's message before on the same channel; parts share their message's
 * @param part which part of a message this is, from 0
 * @param parts how many parts the message has, at least one
 * @param array has the body from the offset to its end
 * @param offset where the body starts
 */
public record Envelope(Kind kind, NodeId node, long number, int part, int parts, byte[] array, int offset) {

    /** No header is longer than this. */
    static final int MOST_HEADER_BYTES = 4 + NodeId.BYTES + 9 + 2 * 5;

    static final int MOST_PARTS = 1 << 16;

    private static final int MAGIC = 'G';
    private static final int VERSION = 1;
    private static final int IN_PARTS = 1;

    /** Why a message is not taken. */
    public enum Refusal {
        /** It is of a version, or of a kind, that a later release may know. */
        UNKNOWN,
        /** It is nothing that any node has sent. */
        MALFORMED
    }

    /** A message that is not taken. */
    public static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final Refusal refusal;

        RefusedException(Refusal refusal, String why) {
            super(why, null, false, false); // Whoever writes to the bus can make many of them.
            this.refusal = refusal;
        }

        /** Why. */
        public Refusal refusal() {
            return refusal;
        }
    }

    /** A message, or a part of one, as bytes. */
    static byte[] write(Kind kind, NodeId node, long number, int part, int parts, byte[] body, int from, int to) {
        BodyWriter out = new BodyWriter(4 + NodeId.BYTES + 3 + (parts > 1 ? 4 : 0) + to - from)
                .oneByte(MAGIC)
                .oneByte(VERSION)
                .oneByte(kind.code())
                .oneByte(parts > 1 ? IN_PARTS : 0)
                .node(node)
                .number(number);
        if (parts > 1) {
            out.number(part).number(parts);
        }
        return out.bytes(body, from, to - from).toBytes();
    }

    /**
     * Reads a message; the array is kept.
     *
     * @throws RefusedException when it cannot be taken
     */
    public static Envelope read(byte[] message) throws RefusedException {
        BodyReader in = new BodyReader(message);
        try {
            if (in.oneByte() != MAGIC) {
                throw new RefusedException(Refusal.MALFORMED, "it does not begin as a message does");
            }
            int version = in.oneByte();
            if (version != VERSION) {
                throw new RefusedException(Refusal.UNKNOWN, "version " + version);
            }
            int code = in.oneByte();
            int flags = in.oneByte();
            NodeId node = in.node();
            Kind kind = Kind.of(code);
            if (kind == null || (flags & ~IN_PARTS) != 0) {
                throw new RefusedException(Refusal.UNKNOWN, "kind " + code + " with flags " + flags);
            }
            long number = in.number();
            long part = 0;
            long parts = 1;
            if ((flags & IN_PARTS) != 0) {
                part = in.number();
                parts = in.number();
                if (parts < 2 || parts > MOST_PARTS || part >= parts) {
                    throw new RefusedException(Refusal.MALFORMED, "part " + part + " of " + parts);
                }
            }
            return new Envelope(kind, node, number, (int) part, (int) parts, message, in.offset());
        } catch (MalformedMessageException e) {
            throw new RefusedException(Refusal.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    /** How many bytes it holds. */
    int bytes() {
        return array.length;
    }

    /** A reader of the body. */
    public BodyReader body() {
        return new BodyReader(array, offset);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Envelope same
                && kind == same.kind
                && node.equals(same.node)
                && number == same.number
                && part == same.part
                && parts == same.parts
                && Arrays.equals(array, offset, array.length, same.array, same.offset, same.array.length);
    }

    @Override
    public int hashCode() {
        return node.hashCode() * 31 + Long.hashCode(number);
    }

    @Override
    public String toString() {
        return kind + " " + number + " of " + node + (parts > 1 ? ", part " + part + " of " + parts : "");
    }
}
