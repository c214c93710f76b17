package org.garuda.channels.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** A command line as a report shows it: where somebody keeps their programs is nobody's business. */
public final class Command {

    private Command() {}

    public static String shown(List<String> words) {
        List<String> shown = new ArrayList<>();
        shown.add("java -jar benchmarks/target/benchmarks.jar servers");
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (i > 0 && words.get(i - 1).equals("--external")) {
                word = "'" + word.replaceAll("(^|[=\\s])/(\\S*/)?(\\S+)", "$1$3") + "'";
            }
            shown.add(word);
        }
        return String.join(" ", shown);
    }
}
