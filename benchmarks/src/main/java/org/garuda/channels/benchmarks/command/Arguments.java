package org.garuda.channels.benchmarks.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options of a command, each {@code --name value}. Those that nobody asked for are errors, see {@link #done}. */
public final class Arguments {

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    Arguments(List<String> words) {
        for (int i = 0; i < words.size(); i += 2) {
            String word = words.get(i);
            if (!word.startsWith("--") || i + 1 == words.size()) {
                throw new IllegalArgumentException("\"" + word + "\" is no option with a value");
            }
            values.computeIfAbsent(word, name -> new ArrayList<>()).add(words.get(i + 1));
        }
    }

    @Nullable
    String text(String name) {
        List<String> given = values.remove(name);
        return given == null ? null : given.get(given.size() - 1);
    }

    String text(String name, String otherwise) {
        String given = text(name);
        return given == null ? otherwise : given;
    }

    /** Everything that was given under the name, in order. */
    List<String> all(String name) {
        List<String> given = values.remove(name);
        return given == null ? List.of() : given;
    }

    int number(String name, int otherwise) {
        return (int) decimal(name, otherwise);
    }

    double decimal(String name, double otherwise) {
        String given = text(name);
        try {
            return given == null ? otherwise : Double.parseDouble(given);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " needs a number, not \"" + given + "\"", e);
        }
    }

    /** Call when everything known has been asked for. */
    void done() {
        if (!values.isEmpty()) {
            throw new IllegalArgumentException("there is no option " + String.join(", ", values.keySet()));
        }
    }
}
