package org.garuda.channels.benchmarks.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.garuda.channels.benchmarks.report.Command;
import org.garuda.channels.benchmarks.server.External;
import org.garuda.channels.benchmarks.server.JarFamily;
import org.junit.jupiter.api.Test;

class CommandTest {

    @Test
    void aReportDoesNotTellWhereProgramsAreKept() {
        String shown = Command.shown(
                List.of("--rounds", "5", "--external", "limit=/opt/limit -c -p {port}", "--report", "docs/x.md"));

        assertTrue(shown.endsWith("--rounds 5 --external 'limit=limit -c -p {port}' --report docs/x.md"), shown);
    }

    @Test
    void anExternalServerNeedsANameAndAPlaceForThePort() {
        assertEquals(
                List.of("limit", "-p", "{port}"),
                External.of("C=limit -p {port}").command());
        assertThrows(IllegalArgumentException.class, () -> External.of("limit -p {port}"));
        assertThrows(IllegalArgumentException.class, () -> External.of("C=limit -p 4000"));
    }

    @Test
    void anOptionThatNobodyKnowsIsAnError() {
        Arguments arguments = new Arguments(List.of("--rounds", "5", "--round", "6"));
        arguments.number("--rounds", 1);

        assertThrows(IllegalArgumentException.class, arguments::done);
        assertThrows(IllegalArgumentException.class, () -> new Arguments(List.of("--rounds")));
        assertThrows(
                IllegalArgumentException.class, () -> new Arguments(List.of("--rounds", "many")).number("--rounds", 1));
    }

    @Test
    void aPeerDoesNotGetTheJarsOfAnother() {
        Set<JarFamily> netty = Set.of(JarFamily.NETTY);

        assertTrue(JarFamily.allows(netty, "netty-buffer-4.2.jar"));
        assertTrue(JarFamily.allows(netty, "slf4j-api-2.0.16.jar"));
        assertTrue(!JarFamily.allows(netty, "tomcat-embed-core-11.jar"));
    }
}
