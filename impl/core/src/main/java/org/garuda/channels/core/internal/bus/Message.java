package org.garuda.channels.core.internal.bus;

import java.util.List;

/**
 * A whole message that has come.
 *
 * @param head what is the same in all its parts
 * @param parts the message, or its parts in their order
 */
public record Message(Envelope head, List<Envelope> parts) {

    /** What it says. */
    public Kind kind() {
        return head.kind();
    }

    /** Who sent it. */
    public NodeId node() {
        return head.node();
    }

    /** How many bytes it holds. */
    int bytes() {
        int bytes = 0;
        for (Envelope part : parts) {
            bytes += part.bytes();
        }
        return bytes;
    }

    /** A reader of the body; joins the parts, so that it is called once, by whoever reads. */
    public BodyReader body() {
        if (parts.size() == 1) {
            return head.body();
        }
        BodyWriter joined = new BodyWriter(bytes());
        for (Envelope part : parts) {
            joined.bytes(part.array(), part.offset(), part.array().length - part.offset());
        }
        return new BodyReader(joined.toBytes());
    }
}
