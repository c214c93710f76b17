package org.garuda.channels.jakarta.internal.websocket;

import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import java.nio.ByteBuffer;
import org.garuda.channels.core.internal.protocol.Frame;

/** Writes frames as binary messages, on the same terms as {@link TextFrameEncoder}. */
public final class BinaryFrameEncoder implements Encoder.Binary<Frame> {

    /** Made by the container. */
    public BinaryFrameEncoder() {}

    @Override
    public void init(EndpointConfig config) {
        // Nothing that an encoder could not do without.
    }

    @Override
    public ByteBuffer encode(Frame frame) throws EncodeException {
        if (!frame.isBinary()) {
            throw new EncodeException(frame, "a text frame is not sent as bytes");
        }
        return ByteBuffer.wrap(frame.payload());
    }

    @Override
    public void destroy() {
        // Holds nothing.
    }
}
