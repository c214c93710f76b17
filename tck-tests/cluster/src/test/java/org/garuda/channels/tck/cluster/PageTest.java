package org.garuda.channels.tck.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.garuda.channels.tck.cluster.broker.BrokerKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table in the documentation. */
class PageTest {

    private static final Row.Plan KILLED = Rows.all().get(0).plan();
    private static final Row.Plan TERMINATED = Rows.all().get(1).plan();

    @TempDir
    Path folder;

    @Test
    void aLineSaysWhatWasSeenInHowManyRuns() {
        Findings.Figure right = new Findings.Figure("gone", "≤ 3 s", 2.5, true);
        Findings.Figure wrong = new Findings.Figure("gone", "≤ 3 s", 4, false);

        String line = Page.line(KILLED, List.of(List.of(right), List.of(right), List.of(wrong)));

        assertTrue(line.contains("| gone (≤ 3 s): 2.50 / 2.50 / 4 | 2 of 3 |"), line);
    }

    @Test
    void linesOfOtherRowsStay() throws IOException {
        Path page = folder.resolve("page.md");
        Files.write(
                page,
                List.of(
                        "before",
                        "<!-- begin failures redis: written by tck-tests/cluster -->",
                        "<!-- end failures -->",
                        "after"));

        Page.write(page, BrokerKind.REDIS, Map.of(TERMINATED, Page.line(TERMINATED, List.of())));
        Page.write(page, BrokerKind.REDIS, Map.of(KILLED, Page.line(KILLED, List.of())));

        List<String> lines = Files.readAllLines(page);
        assertEquals(8, lines.size(), lines.toString());
        assertTrue(lines.get(4).contains("kill -9"), lines.toString());
        assertTrue(lines.get(5).contains("SIGTERM"), lines.toString());
        assertEquals("after", lines.get(7));
    }

    @Test
    void aPageWithoutAPlaceForTheTableIsRefused() throws IOException {
        Path page = Files.writeString(folder.resolve("page.md"), "nothing\n");

        assertThrows(IOException.class, () -> Page.write(page, BrokerKind.NATS, Map.of()));
    }
}
