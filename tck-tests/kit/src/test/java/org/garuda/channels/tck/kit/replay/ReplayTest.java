package org.garuda.channels.tck.kit.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayTest {

    private static final ScriptedServer.Script OK =
            new ScriptedServer.Script("", List.of(), "HTTP/1.1 200 OK\r\n\r\nok");

    @TempDir
    Path scenarios;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void writeScenarios() throws IOException {
        write("a.same", "one", "contract", 200);
        write("b.differs", "two", "contract", 404);
        write("c.advisory", "two", "advisory", 404);
    }

    @Test
    void onlyADifferenceInAContractScenarioIsAFailure() {
        assertEquals(1, replay("--tier", "all"));
        assertEquals("""
                DIFFERS  b.differs: about b.differs
                    step 0 http
                      want {"body":"ok","status":404}
                      got  {"body":"ok","status":200}
                advisory c.advisory: about c.advisory
                    step 0 http
                      want {"body":"ok","status":404}
                      got  {"body":"ok","status":200}
                one            1 of 1 as recorded
                two            0 of 2 as recorded
                1 passed, 2 failed
                """, out.toString(StandardCharsets.UTF_8));
        assertEquals(0, replay("--tier", "advisory"));
    }

    @Test
    void scenariosAreChosenByTierNameAndGroup() {
        assertEquals("1 passed, 1 failed", lastLineOf("--quiet", "5"));
        assertEquals("0 passed, 1 failed", lastLineOf("--tier", "advisory"));
        assertEquals("1 passed, 0 failed", lastLineOf("--only", "same$", "-v"));
        assertEquals("1 passed, 1 failed", lastLineOf("--group", "one,two"));
        assertEquals("0 passed, 0 failed", lastLineOf("--group", "one", "--only", "^b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--url",
                "--url http://x",
                "--http ws://x",
                "--url wss://x/socket",
                "--tier some",
                "--oops 1",
                "oops",
                "--quiet x",
                "--only ["
            })
    void aWrongCommandLineShowsTheOptions(String line) {
        assertEquals(2, Replay.run(new PrintStream(out, true, StandardCharsets.UTF_8), line.split(" ")));
        assertTrue(out.toString(StandardCharsets.UTF_8).endsWith(ReplayOptions.USAGE));
    }

    private String lastLineOf(String... options) {
        out.reset();
        replay(options);
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        return lines.get(lines.size() - 1);
    }

    private int replay(String... options) {
        try (ScriptedServer server = new ScriptedServer(OK)) {
            List<String> line = new ArrayList<>(List.of(options));
            line.addAll(List.of("--dir", scenarios.toString()));
            line.addAll(List.of("--url", server.webSocketBase().toString()));
            line.addAll(List.of("--http", server.httpBase().toString()));
            return Replay.run(new PrintStream(out, true, StandardCharsets.UTF_8), line.toArray(String[]::new));
        }
    }

    private void write(String name, String group, String tier, int status) throws IOException {
        Files.writeString(scenarios.resolve(name + ".json"), """
                {"name":"%s","group":"%s","tier":"%s","description":"about %s","steps":[
                 {"http":{"path":"/"},"expect":{"http":{"status":%d,"body":"ok"}}}]}""".formatted(name, group, tier, name, status));
    }
}
