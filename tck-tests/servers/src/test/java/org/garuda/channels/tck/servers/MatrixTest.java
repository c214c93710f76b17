package org.garuda.channels.tck.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.garuda.channels.tck.servers.check.Outcome;
import org.garuda.channels.tck.servers.server.ServerCatalog;
import org.garuda.channels.tck.servers.server.ServerKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixTest {

    private static final ServerKind TOMCAT = ServerCatalog.kind("tomcat-11").orElseThrow();
    private static final ServerKind WILDFLY = ServerCatalog.kind("wildfly-39").orElseThrow();

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void makeFile() throws IOException {
        file = directory.resolve("servers.md");
        Files.write(
                file,
                List.of(
                        "# Servers",
                        "<!-- Written by tck-tests/servers; what follows up to the end mark is replaced. -->",
                        "<!-- End of what is written by tck-tests/servers. -->",
                        "the end"));
    }

    @Test
    void aRunReplacesWhatItHasTriedAndKeepsTheRest() throws IOException {
        Matrix first = new Matrix(List.of("order", "stuck"));
        first.server(TOMCAT, "11.0", 17, true);
        first.outcome(TOMCAT, "order", new Outcome(Outcome.Verdict.BROKEN, "1 of 2", List.of("lost\n  details")));
        first.outcome(TOMCAT, "stuck", new Outcome(Outcome.Verdict.HOLDS, "gone", List.of("one: why")));
        first.write(file);

        Matrix second = new Matrix(List.of("order", "stuck"));
        second.read(file);
        second.outcome(TOMCAT, "order", new Outcome(Outcome.Verdict.HOLDS, "2 of 2", List.of()));
        second.server(WILDFLY, "39", 17, false);
        second.write(file);

        assertEquals(
                List.of(
                        "# Servers",
                        "<!-- Written by tck-tests/servers; what follows up to the end mark is replaced. -->",
                        "| server | version | Java | WAR | order | stuck |",
                        "|---|---|---|---|---|---|",
                        "| tomcat-11 | 11.0 | 17 | fat | 2 of 2 | gone |",
                        "| wildfly-39 | 39 | 17 | thin |  |  |",
                        "",
                        "- tomcat-11, stuck: one: why",
                        "<!-- End of what is written by tck-tests/servers. -->",
                        "the end"),
                Files.readAllLines(file));
    }

    @Test
    void whatIsBrokenIsSeenInTheTable() {
        Matrix matrix = new Matrix(List.of("order"));
        matrix.server(TOMCAT, "11.0", 17, true);
        matrix.outcome(TOMCAT, "order", new Outcome(Outcome.Verdict.BROKEN, "lost", List.of("a frame\n  want b")));
        assertEquals(
                "| tomcat-11 | 11.0 | 17 | fat | **lost** |", matrix.lines().get(2));
        assertEquals("- tomcat-11, order: a frame", matrix.lines().get(4));
    }

    @Test
    void aFileWithoutTheMarksIsLeftAlone() throws IOException {
        Files.write(file, List.of("# Servers"));
        assertThrows(IOException.class, () -> new Matrix(List.of()).write(file));
        assertEquals(List.of("# Servers"), Files.readAllLines(file));
    }
}
