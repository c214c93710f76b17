package org.garuda.channels.samples.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.garuda.channels.standalone.ChannelServer;
import org.junit.jupiter.api.Test;

/** What the README prints works as it is printed. */
class ReadmeTest {

    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();

    @Test
    void theLinesOfBrowserTalkToTheChat() throws Exception {
        String readme = Files.readString(MODULE.resolve("../../README.md"));
        List<String> scripts = Pattern.compile("^```js\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(readme)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
        assertEquals(1, scripts.size(), "scripts in the README");
        // Below the module, where Node finds its packages.
        Path folder = Files.createTempDirectory(MODULE.resolve("target"), "readme");
        Files.writeString(folder.resolve("readme.mjs"), scripts.get(0));
        // The lines name the port that the chat has by default; here it has a free one. Not every Node has a WebSocket.
        Files.writeString(folder.resolve("main.mjs"), """
                import WebSocket from "ws";
                globalThis.WebSocket = class extends WebSocket {
                  constructor(url, ...rest) {
                    super(String(url).replace("//127.0.0.1:4000/", `//127.0.0.1:${process.argv[2]}/`), ...rest);
                  }
                };
                await import("./readme.mjs");
                """);
        try (ChannelServer chat = Chat.start("127.0.0.1", 0)) {
            Process node = new ProcessBuilder("node", "main.mjs", Integer.toString(chat.port()))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            try (BufferedReader output = node.inputReader()) {
                CompletableFuture<String> first = CompletableFuture.supplyAsync(
                        () -> output.lines().findFirst().orElse("nothing"));
                assertEquals("Ayu: hello", first.get(60, TimeUnit.SECONDS));
            } finally {
                node.destroyForcibly();
            }
        }
    }

    @Test
    void theLinesNameTheChatsDefaultPort() {
        Options options = Options.parse();
        assertTrue(options.host().equals("127.0.0.1") && options.port() == 4000, options::toString);
    }
}
