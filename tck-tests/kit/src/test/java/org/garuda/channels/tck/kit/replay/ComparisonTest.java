package org.garuda.channels.tck.kit.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.garuda.channels.tck.kit.json.Json;
import org.garuda.channels.tck.kit.json.JsonReader;
import org.garuda.channels.tck.kit.scenario.Action;
import org.garuda.channels.tck.kit.scenario.Expectation;
import org.garuda.channels.tck.kit.scenario.Scenario;
import org.garuda.channels.tck.kit.scenario.Scenarios;
import org.garuda.channels.tck.kit.scenario.Step;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Json.Obj REPLY = frame("{\"text\":[\"1\",\"2\",\"t\",\"phx_reply\",{\"n\":1}]}");
    private static final Json.Obj PUSH = frame("{\"text\":[null,null,\"t\",\"msg\",{}]}");
    private static final Json.Obj BYTES = frame("{\"binary\":\"0001\"}");
    private static final Json.Obj CLOSE = frame("{\"close\":{\"code\":1011,\"reason\":\"\"}}");
    private static final Json.Obj FIN = frame("{\"tcp\":\"fin\"}");

    @Test
    void everyRecordingIsAsItWasRecorded() {
        for (Scenario scenario : Scenarios.all()) {
            for (Step step : scenario.steps()) {
                assertEquals(List.of(), Comparison.of(0, step, step.expected()), scenario.name());
            }
        }
    }

    @Test
    void anyChangeToAnyRecordedFrameIsADifference() {
        int changes = 0;
        for (Scenario scenario : Scenarios.all()) {
            for (Step step : scenario.steps()) {
                for (Expectation changed : changedFrames(step.expected(), step.unordered())) {
                    assertEquals(1, Comparison.of(7, step, changed).size(), scenario.name() + ": " + changed);
                    changes++;
                }
            }
        }
        assertTrue(changes > 2500, changes + " changes");
    }

    @Test
    void anyChangeToAnyRecordedHttpResponseOrHandshakeIsADifference() {
        int changes = 0;
        for (Scenario scenario : Scenarios.all()) {
            for (Step step : scenario.steps()) {
                Expectation recorded = step.expected();
                List<Expectation> changed = new ArrayList<>();
                recorded.http()
                        .ifPresent(http -> http.members()
                                .forEach((name, value) -> changed.add(new Expectation(
                                        recorded.handshake(),
                                        Optional.of(http.with(name, changed(value))),
                                        recorded.frames()))));
                recorded.handshake()
                        .ifPresent(handshake -> handshake
                                .members()
                                .forEach((name, value) -> changed.add(new Expectation(
                                        Optional.of(handshake.with(name, changed(value))),
                                        recorded.http(),
                                        recorded.frames()))));
                changed.add(new Expectation(
                        recorded.handshake().map(handshake -> frame("{}")),
                        recorded.http().map(http -> frame("{}")),
                        recorded.frames()));
                if (recorded.http().isEmpty() && recorded.handshake().isEmpty()) {
                    continue;
                }
                for (Expectation each : changed) {
                    assertEquals(1, Comparison.of(7, step, each).size(), scenario.name() + ": " + each);
                    changes++;
                }
            }
        }
        assertTrue(changes > 1100, changes + " changes");
    }

    @Test
    void theOrderOfFramesCountsUnlessTheStepIsUnordered() {
        Expectation other = frames(PUSH, REPLY);
        assertEquals(1, Comparison.of(3, step(false, REPLY, PUSH), other).size());
        assertEquals(List.of(), Comparison.of(3, step(true, REPLY, PUSH), other));
        assertEquals(
                1, Comparison.of(3, step(true, REPLY, PUSH), frames(PUSH, PUSH)).size());
        assertEquals(1, Comparison.of(3, step(true, REPLY, PUSH), frames(PUSH)).size());
    }

    @Test
    void framesOnAConnectionWhereNothingWasRecordedAreADifference() {
        Expectation actual = new Expectation(Optional.empty(), Optional.empty(), Map.of("b", List.of(PUSH)));
        assertEquals(
                List.of(new Difference(3, "frames of b", "[]", "[" + PUSH + "]")),
                Comparison.of(3, step(false), actual));
    }

    @Test
    void aCloseCodeCountsAndItsReasonDoesNot() {
        Step step = step(false, CLOSE);
        assertEquals(List.of(), Comparison.of(0, step, frames(frame("{\"close\":{\"code\":1011,\"reason\":\"x\"}}"))));
        assertEquals(List.of(), Comparison.of(0, step, frames(frame("{\"close\":{\"code\":1011}}"))));
        assertEquals(
                1,
                Comparison.of(0, step, frames(frame("{\"close\":{\"code\":1000}}")))
                        .size());
        assertEquals(
                1,
                Comparison.of(0, step, frames(frame("{\"close\":{\"code\":null}}")))
                        .size());
        assertEquals(1, Comparison.of(0, step, frames()).size());
    }

    @Test
    void theEndOfTheTcpConnectionDoesNotCount() {
        assertEquals(List.of(), Comparison.of(0, step(false, CLOSE, FIN), frames(CLOSE)));
        assertEquals(List.of(), Comparison.of(0, step(false, CLOSE), frames(CLOSE, frame("{\"tcp\":\"rst\"}"))));
    }

    @Test
    void theSpellingOfANumberDoesNotCountButItsValueDoes() {
        Step step = step(false, frame("{\"text\":[1000]}"));
        assertEquals(List.of(), Comparison.of(0, step, frames(frame("{\"text\":[1.0e3]}"))));
        assertEquals(
                1, Comparison.of(0, step, frames(frame("{\"text\":[1001]}"))).size());
        assertEquals(
                1,
                Comparison.of(0, step, frames(frame("{\"text\":[\"1000\"]}"))).size());
    }

    @Test
    void binaryIsNotText() {
        assertEquals(
                1,
                Comparison.of(0, step(false, BYTES), frames(frame("{\"text\":\"0001\"}")))
                        .size());
    }

    @Test
    void aPayloadMayHaveKeysThatRemarksOfARecordingHaveToo() {
        Step step = step(false, frame("{\"text\":{\"len\":1},\"raw\":\"as it was\",\"len\":9}"));
        assertEquals(List.of(), Comparison.of(0, step, frames(frame("{\"text\":{\"len\":1}}"))));
        assertEquals(
                1,
                Comparison.of(0, step, frames(frame("{\"text\":{\"len\":2}}"))).size());
    }

    @Test
    void theSubprotocolOfARefusedHandshakeDoesNotCount() {
        Expectation recorded = handshake("{\"status\":403,\"subprotocol\":\"phoenix\"}");
        Step step = new Step(new Action.Await(""), Optional.empty(), true, false, recorded);
        assertEquals(List.of(), Comparison.of(0, step, handshake("{\"status\":403}")));
        assertEquals(1, Comparison.of(0, step, handshake("{\"status\":404}")).size());
        assertEquals(1, Comparison.of(0, step, handshake("{\"status\":null}")).size());
    }

    /** Each frame dropped, doubled, changed, and put behind its successor. */
    private static List<Expectation> changedFrames(Expectation recorded, boolean unordered) {
        List<Expectation> changed = new ArrayList<>();
        recorded.frames().forEach((name, frames) -> {
            for (int i = 0; i < frames.size(); i++) {
                Json.Obj frame = frames.get(i);
                if (frame.get("tcp").isPresent()) {
                    continue;
                }
                int at = i;
                changed.add(with(recorded, name, list -> list.remove(at)));
                changed.add(with(recorded, name, list -> list.add(at, frame)));
                frame.members()
                        .forEach((member, value) -> changed.add(with(
                                recorded, name, list -> list.set(at, frame.with(member, changed(value))))));
                boolean swappable = !unordered
                        && i + 1 < frames.size()
                        && frames.get(i + 1).get("tcp").isEmpty()
                        && !frames.get(i + 1).equals(frame);
                if (swappable) {
                    changed.add(with(recorded, name, list -> list.add(at, list.remove(at + 1))));
                }
            }
        });
        return changed;
    }

    private interface Change {
        void apply(List<Json.Obj> frames);
    }

    private static Expectation with(Expectation recorded, String name, Change change) {
        Map<String, List<Json.Obj>> frames = new LinkedHashMap<>(recorded.frames());
        List<Json.Obj> list = new ArrayList<>(frames.get(name));
        change.apply(list);
        frames.put(name, list);
        return new Expectation(recorded.handshake(), recorded.http(), frames);
    }

    /** The value with its last leaf changed, however deep it is. */
    private static Json changed(Json value) {
        if (value instanceof Json.Arr array && !array.items().isEmpty()) {
            List<Json> items = new ArrayList<>(array.items());
            items.add(changed(items.remove(items.size() - 1)));
            return new Json.Arr(items);
        }
        if (value instanceof Json.Obj object && object.get("code").isPresent()) {
            return object.with("code", Json.Num.of(1234));
        }
        if (value instanceof Json.Obj object && !object.members().isEmpty()) {
            String last =
                    List.copyOf(object.members().keySet()).get(object.members().size() - 1);
            return object.with(last, changed(object.members().get(last)));
        }
        return new Json.Str("something else");
    }

    private static Step step(boolean unordered, Json.Obj... frames) {
        return new Step(new Action.Pause(Duration.ZERO), Optional.empty(), true, unordered, frames(frames));
    }

    private static Expectation frames(Json.Obj... frames) {
        return new Expectation(
                Optional.empty(), Optional.empty(), frames.length == 0 ? Map.of() : Map.of("a", List.of(frames)));
    }

    private static Expectation handshake(String json) {
        return new Expectation(Optional.of(frame(json)), Optional.empty(), Map.of());
    }

    private static Json.Obj frame(String json) {
        return (Json.Obj) JsonReader.parse(json);
    }
}
