package org.garuda.channels.jakarta.internal.websocket;

import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import org.garuda.channels.core.internal.protocol.Frame;

/**
 * Writes frames as text messages. The core has encoded them already, once for all who receive them, so there is nothing
 * to be set up: some containers encode before they call {@link #init}. Safe for use by any thread.
 */
public final class TextFrameEncoder implements Encoder.Text<Frame> {

    /** Made by the container. */
    public TextFrameEncoder() {}

    @Override
    public void init(EndpointConfig config) {
        // Nothing that an encoder could not do without.
    }

    @Override
    public String encode(Frame frame) throws EncodeException {
        if (frame.isBinary()) {
            throw new EncodeException(frame, "a binary frame has no text");
        }
        return frame.text();
    }

    @Override
    public void destroy() {
        // Holds nothing.
    }
}
