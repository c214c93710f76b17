package org.garuda.channels.samples.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.garuda.channels.standalone.ChannelServer;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    @Test
    void thePageTellsPeopleApartAndKeepsTheEndInSight() throws Exception {
        Optional<Path> browser = browser();
        if ("true".equals(System.getenv("TCK_REQUIRE_BROWSER"))) {
            assertTrue(browser.isPresent(), "there is no Chromium on the path");
        }
        assumeTrue(browser.isPresent(), "there is no Chromium on the path");
        Path said = Files.createTempFile(MODULE.resolve("target"), "page", ".log");
        try (ChannelServer chat = Chat.start("127.0.0.1", 0)) {
            Process node = new ProcessBuilder(
                            "node",
                            "src/test/js/page.mjs",
                            chat.uri().toString(),
                            browser.orElseThrow().toString())
                    .directory(MODULE.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            try {
                assertTrue(node.waitFor(120, TimeUnit.SECONDS), "the page takes too long");
                assertEquals("", Files.readString(said));
                assertEquals(0, node.exitValue());
            } finally {
                node.destroyForcibly();
            }
        }
    }

    private static Optional<Path> browser() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
