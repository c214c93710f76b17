package org.garuda.channels.jakarta.internal.websocket;

import jakarta.websocket.Decoder;
import jakarta.websocket.EndpointConfig;
import java.nio.ByteBuffer;
import org.garuda.channels.core.internal.protocol.FrameDecoder;
import org.garuda.channels.core.internal.protocol.Inbound;
import org.garuda.channels.core.internal.protocol.ProtocolVersion;
import org.jspecify.annotations.Nullable;

/** Decodes binary messages, on the same terms as {@link TextFrameDecoder}. */
public final class BinaryFrameDecoder implements Decoder.Binary<Inbound> {

    private final ProtocolVersion version;

    /** Made by the container, for clients that have binary frames of their own. */
    public BinaryFrameDecoder() {
        this(ProtocolVersion.V2);
    }

    BinaryFrameDecoder(ProtocolVersion version) {
        this.version = version;
    }

    @Override
    public void init(EndpointConfig config) {
        // Nothing that a decoder could not do without.
    }

    @Override
    public boolean willDecode(@Nullable ByteBuffer bytes) {
        return true;
    }

    @Override
    public Inbound decode(@Nullable ByteBuffer bytes) {
        if (bytes == null) {
            return new Inbound.Malformed("no message");
        }
        // The container may use its buffer again.
        byte[] own = new byte[bytes.remaining()];
        bytes.get(own);
        return decode(own);
    }

    /** The same with bytes that nobody changes any more. */
    Inbound decode(byte[] bytes) {
        return FrameDecoder.binary(version, bytes);
    }

    @Override
    public void destroy() {
        // Holds nothing.
    }
}
