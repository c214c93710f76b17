package org.garuda.channels.tck.kit.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.garuda.channels.tck.kit.socket.Handshake;
import org.garuda.channels.tck.kit.socket.HttpRequest;
import org.garuda.channels.tck.kit.socket.WebSocketFrame;

/** What the client does in a step. {@code on} is the name that the scenario gave to a WebSocket connection. */
public sealed interface Action {

    /** Opens a WebSocket connection under a name. */
    public record Open(String on, Handshake handshake) implements Action {}

    /** Sends text or binary messages, or frames of any other kind. */
    public record Send(String on, List<WebSocketFrame> frames) implements Action {}

    /** Writes bytes that are no frame. */
    public record RawBytes(String on, byte[] bytes) implements Action {}

    /** Sends a close frame; without a code its payload is empty. */
    public record Close(String on, OptionalInt code, String reason) implements Action {}

    /** Resets the TCP connection. */
    public record Destroy(String on) implements Action {}

    /** Closes the client's half of the TCP connection. */
    public record Finish(String on) implements Action {}

    /**
     * Sends an HTTP request and waits for its response, unless a later step does.
     *
     * @param request the request, with variables {@code ${name}} in path, headers and body
     * @param awaitedAs the name by which a later step awaits it
     * @param save variables to set, each to a member of the response's JSON object
     */
    public record Http(HttpRequest request, Optional<String> awaitedAs, Map<String, String> save) implements Action {}

    /** Waits for the response to an earlier request. */
    public record Await(String name) implements Action {}

    /** Does nothing for a while. */
    public record Pause(Duration time) implements Action {}
}
