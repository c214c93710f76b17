package org.garuda.channels.tck.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.garuda.channels.tck.hostile.client.Latencies;
import org.garuda.channels.tck.kit.json.Json;

/** Verdicts, written for a program: an array with an object for each attack. */
final class Report {

    private Report() {}

    static void write(Path file, List<Verdict> verdicts) throws IOException {
        Json report = new Json.Arr(verdicts.stream().map(Report::verdict).toList());
        Files.writeString(file, report + "\n");
    }

    private static Json verdict(Verdict verdict) {
        return object(
                "id", text(verdict.plan().id()),
                "sends", text(verdict.plan().sends()),
                "right", text(verdict.plan().right()),
                "holds", flag(verdict.holds()),
                "claims",
                        new Json.Arr(
                                verdict.claims().stream().map(Report::claim).toList()),
                "before", latencies(verdict.before().echoes()),
                "during", latencies(verdict.during().echoes()),
                "newcomers", latencies(verdict.during().newcomers()),
                "attackers", outcomes(verdict.outcomes()),
                "notes", new Json.Arr(verdict.notes().stream().map(Report::text).toList()));
    }

    private static Json claim(Claim claim) {
        return object("what", text(claim.what()), "holds", flag(claim.holds()), "seen", text(claim.seen()));
    }

    private static Json latencies(Latencies times) {
        return object(
                "count", new Json.Num(String.valueOf(times.count())),
                "p50", milliseconds(times.p50()),
                "p99", milliseconds(times.p99()),
                "max", milliseconds(times.max()),
                "lost", new Json.Num(String.valueOf(times.lost())));
    }

    private static Json outcomes(Map<String, Integer> outcomes) {
        Map<String, Json> members = new LinkedHashMap<>();
        outcomes.forEach((outcome, count) -> members.put(outcome, new Json.Num(String.valueOf(count))));
        return new Json.Obj(members);
    }

    private static Json object(Object... namesAndValues) {
        Map<String, Json> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], (Json) Objects.requireNonNull(namesAndValues[i + 1]));
        }
        return new Json.Obj(members);
    }

    private static Json text(String text) {
        return new Json.Str(text);
    }

    private static Json flag(boolean value) {
        return value ? Json.Literal.TRUE : Json.Literal.FALSE;
    }

    private static Json milliseconds(double value) {
        return new Json.Num(String.valueOf(Math.round(value * 10) / 10.0));
    }
}
