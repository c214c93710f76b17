package org.garuda.channels.tck.servers.check;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What came out of a check.
 *
 * @param verdict how it ended
 * @param summary a few words or numbers
 * @param details what does not hold, or cannot be had on this server and why; a line for each
 * @param cells for a check with a table of its own, what is in its columns
 */
public record Outcome(Verdict verdict, String summary, List<String> details, Map<String, String> cells) {

    /** How a check can end. */
    public enum Verdict {
        /** Everything holds; what the server makes impossible is among the details. */
        HOLDS,
        /** Something does not. */
        BROKEN,
        /** It could not be tried; the details say why. */
        UNTRIED
    }

    /** Copies the details and the cells. */
    public Outcome {
        details = List.copyOf(details);
        cells = Map.copyOf(cells);
    }

    /**
     * What came out of a check that is a column of the table of all.
     *
     * @param verdict how it ended
     * @param summary a few words or numbers
     * @param details a line for each
     */
    public Outcome(Verdict verdict, String summary, List<String> details) {
        this(verdict, summary, details, Map.of());
    }

    static Outcome holds(String summary, List<String> remarks) {
        return new Outcome(Verdict.HOLDS, summary, remarks);
    }

    static Outcome broken(String summary, List<String> failures, List<String> remarks) {
        return new Outcome(
                Verdict.BROKEN,
                summary,
                Stream.concat(failures.stream(), remarks.stream()).toList());
    }

    static Outcome untried(String reason) {
        return new Outcome(Verdict.UNTRIED, "–", List.of(reason));
    }
}
