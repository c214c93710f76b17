package org.garuda.channels.benchmarks.server;

import java.util.Arrays;
import java.util.List;
import org.garuda.channels.benchmarks.dialect.Dialects;

/**
 * A server from elsewhere that speaks the Phoenix protocol, such as Phoenix itself.
 *
 * @param id its name
 * @param command how to start it, words separated by spaces; {@code {port}} stands for the port to listen on
 */
public record External(String id, List<String> command) implements Contender {

    private static final String PORT = "{port}";

    /** Reads {@code NAME=COMMAND}. */
    public static External of(String text) {
        int equals = text.indexOf('=');
        List<String> words = Arrays.asList(text.substring(equals + 1).trim().split("\\s+"));
        if (equals < 1 || words.stream().noneMatch(word -> word.contains(PORT))) {
            throw new IllegalArgumentException(
                    "--external needs NAME=COMMAND with " + PORT + " in the command, not \"" + text + "\"");
        }
        return new External(text.substring(0, equals), words);
    }

    @Override
    public String title() {
        return id;
    }

    @Override
    public ServerProcess start() {
        int port = ServerProcess.freePort();
        List<String> words = command.stream()
                .map(word -> word.replace(PORT, Integer.toString(port)))
                .toList();
        return ServerProcess.listening(id, Dialects.of("phoenix"), words, port);
    }
}
