package org.garuda.channels.tck.kit.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class NormaliserTest {

    private final Normaliser normaliser = new Normaliser();

    @Test
    void aRandomValueHasTheSameNameWhereverItComesAgain() {
        assertEquals(
                JsonReader.parse(
                        "[{\"phx_ref\":\"<phx_ref1>\"},{\"phx_ref\":\"<phx_ref2>\",\"phx_ref_prev\":\"<phx_ref1>\"}]"),
                normalise("[{\"phx_ref\":\"F1x\"},{\"phx_ref\":\"F2y\",\"phx_ref_prev\":\"F1x\"}]"));
        assertEquals(JsonReader.parse("{\"phx_ref\":\"<phx_ref2>\"}"), normalise("{\"phx_ref\":\"F2y\"}"));
        assertNotEquals(JsonReader.parse("{\"phx_ref\":\"<phx_ref2>\"}"), normalise("{\"phx_ref\":\"F3z\"}"));
    }

    @Test
    void theOrderOfKeysDoesNotChangeTheNames() {
        Json one =
                new Normaliser().normalise(JsonReader.parse("{\"a\":{\"phx_ref\":\"x\"},\"b\":{\"phx_ref\":\"y\"}}"));
        Json other =
                new Normaliser().normalise(JsonReader.parse("{\"b\":{\"phx_ref\":\"y\"},\"a\":{\"phx_ref\":\"x\"}}"));
        assertEquals(one, other);
    }

    @Test
    void onlyALongTokenIsARandomOne() {
        String token = "t".repeat(41);
        assertEquals(JsonReader.parse("{\"token\":\"<token1>\"}"), normalise("{\"token\":\"" + token + "\"}"));
        assertEquals(JsonReader.parse("{\"token\":\"short\"}"), normalise("{\"token\":\"short\"}"));
        assertEquals("{\"token\":\"<token1>\" oops", normaliser.normalise("{\"token\":\"" + token + "\" oops"));
    }

    private Json normalise(String text) {
        return normaliser.normalise(JsonReader.parse(text));
    }
}
