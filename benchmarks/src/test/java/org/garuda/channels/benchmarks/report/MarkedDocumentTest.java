package org.garuda.channels.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MarkedDocumentTest {

    private static final String TEXT = """
            # Numbers

            By hand.

            <!-- begin echo: written by benchmarks/run -->
            old $1 text
            <!-- end echo -->

            By hand too.

            <!-- begin echo-more: written by benchmarks/run -->
            other
            <!-- end echo-more -->
            """;

    @Test
    void onlyTheNamedPartIsReplaced() {
        MarkedDocument document = new MarkedDocument(TEXT);
        document.put("echo", "\nnew \\1 $2 text\n\n");

        assertEquals(TEXT.replace("old $1 text", "new \\1 $2 text"), document.toString());
    }

    @Test
    void aPartThatIsNotThereComesAtTheEnd() {
        MarkedDocument document = new MarkedDocument(TEXT);
        document.put("idle", "numbers");

        assertTrue(document.toString().startsWith(TEXT));
        assertTrue(document.toString().endsWith("written by benchmarks/run -->\nnumbers\n<!-- end idle -->\n"));
    }

    @Test
    void puttingTheSameAgainChangesNothing() {
        MarkedDocument document = new MarkedDocument("# Numbers\n");
        document.put("idle", "numbers");
        String once = document.toString();
        document.put("idle", "numbers");

        assertEquals(once, document.toString());
    }
}
