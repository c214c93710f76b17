package org.garuda.channels.tck.kit.presence;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.garuda.channels.core.internal.protocol.Frame;

/**
 * The clients' own side: a Node process in which stock phoenix.js takes in what the server has sent. What a message
 * says goes to it once, whoever gets it.
 */
final class PhoenixClients implements AutoCloseable {

    private final Process node;
    private final BufferedWriter words;
    private final BufferedReader answers;
    private final Map<Frame, Integer> numbers = new IdentityHashMap<>();

    PhoenixClients() throws IOException {
        node = new ProcessBuilder("node", "presence/clients.mjs")
                .directory(Path.of("src", "test", "js").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        words = node.outputWriter(StandardCharsets.UTF_8);
        answers = node.inputReader(StandardCharsets.UTF_8);
    }

    void join(String client, String topic, String joinRef) {
        say("join " + client + " " + topic + " " + joinRef);
    }

    void leave(String client, String topic) {
        say("leave " + client + " " + topic);
    }

    void reconnect(String client) {
        say("reconnect " + client);
    }

    void read(String client, List<Frame> frames) {
        StringBuilder line = new StringBuilder("read ").append(client);
        for (Frame frame : frames) {
            Integer number = numbers.get(frame);
            if (number == null) {
                number = numbers.size();
                numbers.put(frame, number);
                say("message " + number + " " + frame.text());
            }
            line.append(' ').append(number);
        }
        if (!frames.isEmpty()) {
            say(line.toString());
        }
    }

    /**
     * Compares what every client has with the server's lists.
     *
     * @param lists by topic, as JSON: the metas by key
     * @return {@code same} and how many lists were compared, else what is different
     */
    String compare(Map<String, String> lists) throws IOException {
        lists.forEach((topic, json) -> say("list " + topic + " " + json));
        say("compare");
        words.flush();
        numbers.clear();
        return String.valueOf(answers.readLine());
    }

    @Override
    public void close() {
        node.destroy();
    }

    private void say(String line) {
        try {
            words.write(line);
            words.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("Node has ended: " + answers.lines().toList(), e);
        }
    }
}
