package org.garuda.channels.tck.kit.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.garuda.channels.tck.kit.json.Json;
import org.garuda.channels.tck.kit.json.JsonReader;
import org.garuda.channels.tck.kit.json.JsonSyntaxException;

/** Reads a scenario file. */
public final class ScenarioReader {

    private ScenarioReader() {}

    /**
     * The scenario in a file's text.
     *
     * @throws IllegalArgumentException when it has a member that this kit does not understand
     * @throws JsonSyntaxException when it is not JSON
     */
    public static Scenario read(String text) {
        ScenarioFields fields = new ScenarioFields("scenario", JsonReader.parse(text));
        String name = fields.requiredText("name");
        Scenario.Tier tier = Scenario.Tier.valueOf(fields.requiredText("tier").toUpperCase(Locale.ROOT));
        List<Step> steps = new ArrayList<>();
        for (Json each : fields.array("steps")) {
            steps.add(step(new ScenarioFields(name + " step " + steps.size(), each)));
        }
        fields.ignore("vsn", "racy", "final");
        Scenario scenario =
                new Scenario(name, fields.requiredText("group"), tier, fields.requiredText("description"), steps);
        fields.end();
        return scenario;
    }

    private static Step step(ScenarioFields fields) {
        Step step = new Step(
                ActionReader.read(fields),
                fields.integer("settle").map(Duration::ofMillis),
                !fields.flag("nosettle", false),
                fields.flag("unordered", false),
                expectation(new ScenarioFields("expect", fields.required("expect"))));
        // they describe how the recording was made
        fields.ignore("timing", "summarize", "timeout");
        fields.end();
        return step;
    }

    private static Expectation expectation(ScenarioFields fields) {
        Map<String, List<Json.Obj>> frames = new LinkedHashMap<>();
        fields.object("got").members().forEach((name, value) -> frames.put(name, frames(name, value)));
        Expectation expectation = new Expectation(object(fields, "handshake"), object(fields, "http"), frames);
        fields.end();
        return expectation;
    }

    private static Optional<Json.Obj> object(ScenarioFields fields, String name) {
        return fields.has(name) ? Optional.of((Json.Obj) withNumbers(fields.object(name))) : Optional.empty();
    }

    private static List<Json.Obj> frames(String name, Json value) {
        List<Json.Obj> frames = new ArrayList<>();
        for (Json frame : new ScenarioFields("got", Json.Obj.of(name, value)).array(name)) {
            frames.add((Json.Obj) withNumbers(frame));
        }
        return frames;
    }

    /** The recordings spell a number that JavaScript would change as {@code {"$num": "1.0e22"}}. */
    private static Json withNumbers(Json value) {
        if (value instanceof Json.Arr array) {
            return new Json.Arr(
                    array.items().stream().map(ScenarioReader::withNumbers).toList());
        }
        if (value instanceof Json.Obj object) {
            if (object.get("$num").orElse(Json.Literal.NULL) instanceof Json.Str source) {
                return new Json.Num(source.value());
            }
            Map<String, Json> members = new LinkedHashMap<>();
            object.members().forEach((name, member) -> members.put(name, withNumbers(member)));
            return new Json.Obj(members);
        }
        return value;
    }
}
