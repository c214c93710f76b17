package org.garuda.channels.core.internal.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonException;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Two readers of JSON must agree on what JSON is. */
class ScannerAgainstParssonTest {

    private static final int DOCUMENTS = 60_000;
    private static final Pattern SURROGATE_ESCAPE = Pattern.compile("\\\\u[dD][89a-fA-F]");
    private static final Pattern EXPONENT = Pattern.compile("[0-9][eE]");

    private final JsonProvider parsson = JsonProvider.provider();

    @Test
    void theScannerAndParssonAgreeOnRandomText() {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        System.out.println("ScannerAgainstParssonTest: -Dfuzz.seed=" + seed);
        Random random = new Random(seed);
        RandomJson json = new RandomJson(random);
        int good = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            String text = json.value(4);
            if (i % 3 != 0) {
                text = json.mutate(text);
            }
            boolean scanned = scans(text);
            boolean parsed = parses(text);
            good += scanned ? 1 : 0;
            if (scanned != parsed && !(parsed && stricter(text))) {
                assertEquals(parsed, scanned, "seed " + seed + ", accepted by Parsson / by the scanner: " + text);
            }
        }
        assertTrue(good > DOCUMENTS / 4 && good < DOCUMENTS * 9 / 10, good + " of " + DOCUMENTS + " were good");
    }

    /**
     * Escaped surrogates must come in pairs, and numbers must fit a double: there the scanner refuses what the grammar
     * allows.
     */
    private static boolean stricter(String text) {
        return SURROGATE_ESCAPE.matcher(text).find() || EXPONENT.matcher(text).find();
    }

    private static boolean scans(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        JsonScanner scanner = new JsonScanner(bytes, 0, bytes.length);
        try {
            scanner.value();
            scanner.expectEnd();
            return true;
        } catch (MalformedJsonException e) {
            return false;
        }
    }

    private boolean parses(String text) {
        try (JsonParser parser = parsson.createParser(new StringReader(text))) {
            boolean any = false;
            while (parser.hasNext()) {
                parser.next();
                any = true;
            }
            return any;
        } catch (JsonException e) {
            return false;
        }
    }
}
