package org.garuda.channels.tck.kit.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.garuda.channels.tck.kit.json.Json;
import org.garuda.channels.tck.kit.scenario.Expectation;
import org.garuda.channels.tck.kit.scenario.Step;

/**
 * Compares what happened in a step with what was recorded. Text frames count as JSON values, binary frames byte for
 * byte, close frames by their code without the reason; the end of the TCP connection, which every server times
 * differently, doesn't count.
 */
final class Comparison {

    private static final int SWITCHING_PROTOCOLS = 101;
    /** How a recording describes a frame besides its content. */
    private static final Set<String> REMARKS = Set.of("raw", "len", "decoded", "tookAbout");

    private final int step;
    private final List<Difference> differences = new ArrayList<>();

    private Comparison(int step) {
        this.step = step;
    }

    /**
     * The differences in one step.
     *
     * @param index the step's number, counted from 0
     */
    static List<Difference> of(int index, Step step, Expectation actual) {
        Comparison comparison = new Comparison(index);
        Expectation expected = step.expected();
        expected.handshake().ifPresent(wanted -> comparison.handshake(wanted, actual.handshake()));
        expected.http().ifPresent(wanted -> comparison.http(wanted, actual.http()));
        Set<String> connections = new LinkedHashSet<>(expected.frames().keySet());
        connections.addAll(actual.frames().keySet());
        connections.forEach(name -> comparison.frames(name, expected.frames(), actual.frames(), step.unordered()));
        return comparison.differences;
    }

    private void handshake(Json.Obj wanted, Optional<Json.Obj> actual) {
        Json.Obj got = actual.orElse(new Json.Obj(Map.of()));
        boolean upgraded = wanted.get("status").equals(Optional.of(Json.Num.of(SWITCHING_PROTOCOLS)));
        note("handshake", upgraded ? wanted : only(wanted, "status"), got);
    }

    private void http(Json.Obj wanted, Optional<Json.Obj> actual) {
        Json.Obj got = actual.orElse(new Json.Obj(Map.of()));
        note("http", only(wanted, "status", "json", "body"), only(got, "status", kindOfBody(wanted)));
    }

    private static String kindOfBody(Json.Obj wanted) {
        return wanted.get("json").isPresent() ? "json" : wanted.get("body").isPresent() ? "body" : "status";
    }

    private void frames(
            String connection,
            Map<String, List<Json.Obj>> wanted,
            Map<String, List<Json.Obj>> actual,
            boolean unordered) {
        note(
                "frames of " + connection,
                comparable(wanted.getOrDefault(connection, List.of()), unordered),
                comparable(actual.getOrDefault(connection, List.of()), unordered));
    }

    private static Json comparable(List<Json.Obj> frames, boolean unordered) {
        var comparable =
                frames.stream().filter(frame -> frame.get("tcp").isEmpty()).<Json>map(Comparison::withoutRemarks);
        return new Json.Arr(
                unordered
                        ? comparable
                                .sorted(Comparator.comparing(Json::toString))
                                .toList()
                        : comparable.toList());
    }

    private static Json.Obj withoutRemarks(Json.Obj frame) {
        Json.Obj result = new Json.Obj(Map.of());
        for (Map.Entry<String, Json> member : frame.members().entrySet()) {
            if (member.getKey().equals("close") && member.getValue() instanceof Json.Obj close) {
                result = result.with("close", only(close, "code"));
            } else if (!REMARKS.contains(member.getKey())) {
                result = result.with(member.getKey(), member.getValue());
            }
        }
        return result;
    }

    private static Json.Obj only(Json.Obj object, String... names) {
        Json.Obj result = new Json.Obj(Map.of());
        for (String name : names) {
            if (object.get(name).isPresent()) {
                result = result.with(name, object.get(name).get());
            }
        }
        return result;
    }

    private void note(String what, Json wanted, Json got) {
        String want = wanted.toString();
        String have = got.toString();
        if (!want.equals(have)) {
            differences.add(new Difference(step, what, want, have));
        }
    }
}
