package org.garuda.channels.jakarta.internal.websocket;

import jakarta.websocket.Decoder;
import jakarta.websocket.EndpointConfig;
import java.nio.charset.StandardCharsets;
import org.garuda.channels.core.internal.protocol.FrameDecoder;
import org.garuda.channels.core.internal.protocol.Inbound;
import org.garuda.channels.core.internal.protocol.ProtocolVersion;
import org.jspecify.annotations.Nullable;

/**
 * Decodes text messages. Needs neither {@link #init} nor injection, which some containers forget, and never throws,
 * over which some containers close the connection: what is malformed is a value too. Safe for use by any thread once
 * made.
 */
public final class TextFrameDecoder implements Decoder.Text<Inbound> {

    private final @Nullable ProtocolVersion version;

    /** Made by the container, for clients of any version. */
    public TextFrameDecoder() {
        this.version = null;
    }

    TextFrameDecoder(ProtocolVersion version) {
        this.version = version;
    }

    @Override
    public void init(EndpointConfig config) {
        // Nothing that a decoder could not do without.
    }

    @Override
    public boolean willDecode(@Nullable String text) {
        return true;
    }

    @Override
    public Inbound decode(@Nullable String text) {
        return text == null ? new Inbound.Malformed("no message") : decodeUtf8(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with the message's bytes, which nobody changes any more. */
    Inbound decodeUtf8(byte[] utf8) {
        return FrameDecoder.text(version == null ? spoken(utf8) : version, utf8);
    }

    /**
     * The version that a message is written in, where nobody told: one frames messages as objects, the other as arrays.
     */
    private static ProtocolVersion spoken(byte[] utf8) {
        for (byte each : utf8) {
            if (each == '{') {
                return ProtocolVersion.V1;
            }
            if (each > ' ') {
                break;
            }
        }
        return ProtocolVersion.V2;
    }

    @Override
    public void destroy() {
        // Holds nothing.
    }
}
