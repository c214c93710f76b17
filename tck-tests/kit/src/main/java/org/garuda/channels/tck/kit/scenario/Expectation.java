package org.garuda.channels.tck.kit.scenario;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.garuda.channels.tck.kit.json.Json;
import org.garuda.channels.tck.kit.replay.Transcript;

/**
 * What was recorded in a step, or what happened in it now: the two are compared.
 *
 * @param handshake status and subprotocol of a connection that was opened
 * @param http status and body (as {@code json} or {@code body}) of a response
 * @param frames what arrived on each connection, by its name, as {@link Transcript} writes it
 */
public record Expectation(Optional<Json.Obj> handshake, Optional<Json.Obj> http, Map<String, List<Json.Obj>> frames) {

    public static Expectation nothing() {
        return new Expectation(Optional.empty(), Optional.empty(), Map.of());
    }
}
