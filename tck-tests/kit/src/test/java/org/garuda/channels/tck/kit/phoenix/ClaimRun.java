package org.garuda.channels.tck.kit.phoenix;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.garuda.channels.tck.app.ConformanceApp;
import org.jspecify.annotations.Nullable;

/** One run of the claims about phoenix.js against the conformance app in this virtual machine, which it may stop and start. */
final class ClaimRun {

    private static final String HOST = "127.0.0.1";

    /** What became of a claim: held, if there is neither a failure nor a reason why it was skipped. */
    record Verdict(
            String title,
            @Nullable String failure,
            @Nullable String skipped) {}

    private ConformanceApp app = ConformanceApp.start(HOST, 0);
    private final int port = app.port();
    private final List<Verdict> verdicts = new ArrayList<>();
    private List<JsonObject> planned = List.of();
    private int tried;

    private ClaimRun() {}

    static List<Verdict> of(String environment) throws IOException, InterruptedException {
        ClaimRun run = new ClaimRun();
        try {
            run.run(environment);
        } finally {
            run.app.close();
        }
        return run.verdicts;
    }

    private void run(String environment) throws IOException, InterruptedException {
        Process runner = new ProcessBuilder(
                        "node",
                        "runner.mjs",
                        "--url",
                        "ws://" + HOST + ":" + port + "/socket",
                        "--http",
                        "http://" + HOST + ":" + port,
                        "--environment",
                        environment,
                        "--owned",
                        "--json")
                .directory(Path.of("src", "test", "js").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = runner.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(parse(line), runner);
            }
            runner.waitFor();
        } finally {
            runner.destroy();
        }
        for (; tried < planned.size(); tried++) {
            verdicts.add(new Verdict(title(planned.get(tried)), "the runner ended before it came to this", null));
        }
    }

    private void take(JsonObject line, Process runner) throws IOException {
        if (line.containsKey("request")) {
            if (line.getString("request").equals("stop")) {
                app.close();
            } else {
                app = ConformanceApp.start(HOST, port);
            }
            runner.getOutputStream().write("done\n".getBytes(StandardCharsets.US_ASCII));
            runner.getOutputStream().flush();
        } else if (line.containsKey("plan")) {
            List<JsonObject> all = line.getJsonArray("plan").getValuesAs(JsonObject.class);
            all.stream()
                    .filter(claim -> !claim.isNull("reason"))
                    .forEach(claim -> verdicts.add(new Verdict(title(claim), null, claim.getString("reason"))));
            planned = all.stream().filter(claim -> claim.isNull("reason")).toList();
        } else {
            String failure = line.isNull("failure") ? null : line.getString("failure");
            verdicts.add(new Verdict(title(planned.get(tried++)), failure, null));
        }
    }

    private static String title(JsonObject claim) {
        return claim.getString("version") + " " + claim.getString("group") + ": " + claim.getString("name");
    }

    private static JsonObject parse(String line) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }
}
