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
import org.garuda.channels.tck.kit.replay.TargetServer;
import org.jspecify.annotations.Nullable;

/**
 * One run of the claims about phoenix.js against a server that hosts the conformance app. Needs Node, and the npm
 * packages of the kit.
 */
public final class ClaimRun {

    /** What a WebSocket client uses. */
    public static final String WEBSOCKET = "websocket";

    /** What a client uses that gets no WebSocket. */
    public static final String LONG_POLLING = "longpoll";

    private final Path scripts;
    private final Owner owner;
    private final List<Verdict> verdicts = new ArrayList<>();
    private List<JsonObject> planned = List.of();
    private int tried;

    /** Whoever runs the server, which some claims have stopped and started again in the same place. */
    public interface Owner {

        /**
         * Where the server is, as long as it runs.
         *
         * @return the server, which is not closed
         */
        TargetServer server();

        /**
         * Stops the server. May block until it has.
         *
         * @throws IOException when that cannot be done
         */
        void stop() throws IOException;

        /**
         * Starts the server on the same port. Blocks until it answers.
         *
         * @throws IOException when it does not
         */
        void start() throws IOException;
    }

    /**
     * What became of a claim: held, if there is neither a failure nor a reason why it was skipped.
     *
     * @param title the claim
     * @param failure what went wrong
     * @param skipped why it could not be tried
     */
    public record Verdict(
            String title,
            @Nullable String failure,
            @Nullable String skipped) {}

    private ClaimRun(Path scripts, Owner owner) {
        this.scripts = scripts;
        this.owner = owner;
    }

    /**
     * Puts every claim to the test. Takes about a minute.
     *
     * @param environment {@code node} or {@code chromium}
     * @param scripts the directory of {@code runner.mjs}
     * @param owner runs the server
     * @return what became of each claim
     * @throws IOException when Node cannot be started
     * @throws InterruptedException when the thread is interrupted; the runner is stopped then
     */
    public static List<Verdict> of(String environment, Path scripts, Owner owner)
            throws IOException, InterruptedException {
        return of(environment, WEBSOCKET, scripts, owner);
    }

    /**
     * Puts every claim to the test that holds over a transport.
     *
     * @param environment {@code node} or {@code chromium}
     * @param transport {@link #WEBSOCKET} or {@link #LONG_POLLING}
     * @param scripts the directory of {@code runner.mjs}
     * @param owner runs the server
     * @return what became of each claim
     * @throws IOException when Node cannot be started
     * @throws InterruptedException when the thread is interrupted; the runner is stopped then
     */
    public static List<Verdict> of(String environment, String transport, Path scripts, Owner owner)
            throws IOException, InterruptedException {
        ClaimRun run = new ClaimRun(scripts, owner);
        run.run(environment, transport);
        return run.verdicts;
    }

    private void run(String environment, String transport) throws IOException, InterruptedException {
        TargetServer server = owner.server();
        Process runner = new ProcessBuilder(
                        "node",
                        "runner.mjs",
                        "--url",
                        server.webSocketBase().toString(),
                        "--http",
                        server.httpBase().toString(),
                        "--environment",
                        environment,
                        "--transport",
                        transport,
                        "--owned",
                        "--json")
                .directory(scripts.toFile())
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
                owner.stop();
            } else {
                owner.start();
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
