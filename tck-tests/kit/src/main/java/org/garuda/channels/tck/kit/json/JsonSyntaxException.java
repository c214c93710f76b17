package org.garuda.channels.tck.kit.json;

/** A text that is not JSON. The message says what was expected and at which character. */
public final class JsonSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public JsonSyntaxException(String expected, int position) {
        super(expected + " expected at character " + position);
    }
}
