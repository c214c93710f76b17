package org.garuda.channels.benchmarks.section;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.garuda.channels.benchmarks.server.Contender;
import org.garuda.channels.benchmarks.server.Peer;

/** A part of the report. */
public interface Section {

    /** Its name in the report's markers and on the command line. */
    String id();

    /** Which of the servers it measures: those that are servers of their own, and ours as it is meant to be used. */
    default List<Contender> wanted(List<Contender> contenders) {
        return contenders.stream()
                .filter(contender -> contender != Peer.GARUDA_HAND_OVER && contender.isStandalone())
                .toList();
    }

    /** Measures; takes minutes. */
    Written run(Setup setup);

    /**
     * What it found.
     *
     * @param markdown with a heading of the second level
     * @param pictures SVG by file name, to be written beside the report
     */
    record Written(String markdown, Map<Path, String> pictures) {
        static Written of(String markdown) {
            return new Written(markdown, Map.of());
        }
    }
}
