package org.garuda.channels.samples.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.garuda.channels.standalone.ChannelServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    private record Outcome(int status, String output, String errors) {}

    @Test
    void helpIsTheUsageAndNoError() throws Exception {
        assertEquals(new Outcome(0, Options.USAGE, ""), chat("--help"));
    }

    @Test
    void anUnknownOptionIsNamedWithTheUsage() throws Exception {
        assertEquals(new Outcome(2, "", "\"--prot\" is no option\n" + Options.USAGE), chat("--prot", "5"));
    }

    @Test
    void aPortInUseIsOneSentence() throws Exception {
        try (ChannelServer other = Chat.start("127.0.0.1", 0)) {
            Outcome outcome = chat("--port", Integer.toString(other.port()));
            assertEquals(1, outcome.status());
            assertEquals(1, outcome.errors().lines().count(), outcome.errors());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "65536", ""})
    void whatIsNoPortIsRefused(String port) {
        String refusal =
                String.valueOf(assertThrows(IllegalArgumentException.class, () -> Options.parse("--port", port))
                        .getMessage());
        assertEquals("--port must be a number from 0 to 65535, but is \"" + port + "\"", refusal);
    }

    @Test
    void anOptionWithoutItsValueIsRefused() {
        String refusal = String.valueOf(assertThrows(IllegalArgumentException.class, () -> Options.parse("--host"))
                .getMessage());
        assertEquals("--host needs a value", refusal);
    }

    private static Outcome chat(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Dsun.stdout.encoding=UTF-8",
                "-Dsun.stderr.encoding=UTF-8",
                "-cp",
                String.join(File.pathSeparator, System.getProperty("java.class.path")),
                Chat.class.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(true, process.waitFor(60, TimeUnit.SECONDS), "the chat goes on");
            return new Outcome(process.exitValue(), output, errors);
        } finally {
            process.destroyForcibly();
        }
    }
}
