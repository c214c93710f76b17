package org.garuda.channels.samples.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.garuda.channels.tck.bus.BrokerProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands of the README for two nodes, each in a process of its own, on a Redis of this test. */
class TwoNodesTest {

    private static final Pattern LISTENING = Pattern.compile("listening on http://127\\.0\\.0\\.1:(\\d+)");
    private static final String JAR = "-jar samples/chat/target/chat.jar";
    private static final long PATIENCE_SECONDS = 120;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Process> chats = new ArrayList<>();
    private BrokerProcess redis;

    @BeforeEach
    void startRedis() throws IOException {
        redis = BrokerProcess.start(
                "redis-server",
                (port, folder) -> List.of("--port", port.toString(), "--bind", "127.0.0.1", "--save", ""));
    }

    @AfterEach
    void stop() throws Exception {
        for (Process chat : chats) {
            chat.destroyForcibly().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        if (redis != null) {
            redis.close();
        }
    }

    @Test
    void whoTalksToOneNodeIsHeardAndSeenOnTheOther() throws Exception {
        List<String> commands = Files.readAllLines(Path.of("../../README.md")).stream()
                .filter(line -> line.startsWith("java ") && line.contains("channels.bus=") && line.contains(JAR))
                .toList();
        assertEquals(2, commands.size(), () -> "the README's commands: " + commands);

        try (Window ada = Window.open(http, start(commands.get(0)));
                Window bob = Window.open(http, start(commands.get(1)))) {
            ada.send("[\"1\",\"1\",\"rooms:lobby\",\"phx_join\",{\"user\":\"Ada\"}]");
            ada.await("[null,null,\"rooms:lobby\",\"user:entered\",{\"id\":ID,\"user\":\"Ada\"}]");
            bob.send("[\"1\",\"1\",\"rooms:lobby\",\"phx_join\",{\"user\":\"Bob\"}]");
            // The nodes may find each other only now; whoever is there is seen all the same.
            ada.expectPresence(".*\"user\":\"Bob\".*");
            bob.expectPresence(".*\"user\":\"Ada\".*");

            bob.send("[\"1\",\"2\",\"rooms:lobby\",\"new:msg\",{\"body\":\"hello\"}]");
            ada.await("[null,null,\"rooms:lobby\",\"new:msg\",{\"body\":\"hello\",\"id\":ID,\"user\":\"Bob\"}]");
        }
    }

    /** The command as it is printed, on free ports and without the jar, which is not made yet. Answers the port. */
    private int start(String command) throws IOException {
        List<String> words = new ArrayList<>(Arrays.asList(command.replace(JAR, "CHAT")
                .replaceAll("--port \\d+", "--port 0")
                .replace("127.0.0.1:6379", "127.0.0.1:" + redis.port())
                .split(" ")));
        words.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        int chat = words.indexOf("CHAT");
        words.set(chat, Chat.class.getName());
        words.addAll(chat, List.of("-cp", System.getProperty("java.class.path")));
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        chats.add(process);
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                return Integer.parseInt(listening.group(1));
            }
        }
        throw new AssertionError("the chat ended without listening: " + words);
    }
}
