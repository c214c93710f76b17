package org.garuda.channels.core.internal.protocol;

import java.util.Random;

/** Random JSON, and ways to break it. */
final class RandomJson {

    private static final String[] SCALARS = {
        "null",
        "true",
        "false",
        "0",
        "-0",
        "1",
        "-17",
        "3.25",
        "1e5",
        "1E-7",
        "-2.5e+3",
        "12345678901234567890",
        "\"\"",
        "\"a\"",
        "\"\\n\\\"\\\\\\/\"",
        "\"\\u00e9\"",
        "\"\\ud83e\\udd85\"",
        "\"é🦅\"",
        "\"topic:1\""
    };
    private static final String CHARACTERS = "{}[]\",:\\/ \t\n\r-+.eE0123456789truefalsn\u0000\u001f\u007fuDdé";

    private final Random random;

    RandomJson(Random random) {
        this.random = random;
    }

    String value(int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(4);
        return space()
                + switch (kind) {
                    case 2 -> array(depth);
                    case 3 -> object(depth);
                    default -> SCALARS[random.nextInt(SCALARS.length)];
                }
                + space();
    }

    /** Changes one to three characters. */
    String mutate(String text) {
        StringBuilder changed = new StringBuilder(text);
        for (int times = 1 + random.nextInt(3); times > 0 && changed.length() > 0; times--) {
            int at = random.nextInt(changed.length());
            char other = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
            switch (random.nextInt(4)) {
                case 0 -> changed.deleteCharAt(at);
                case 1 -> changed.insert(at, other);
                case 2 -> changed.setCharAt(at, other);
                default -> changed.setLength(at);
            }
        }
        return changed.toString();
    }

    private String array(int depth) {
        StringBuilder text = new StringBuilder("[");
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(value(depth - 1)).append(i > 1 ? "," : "");
        }
        return text.append(']').toString();
    }

    private String object(int depth) {
        StringBuilder text = new StringBuilder("{");
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(space())
                    .append("\"k")
                    .append(random.nextInt(5))
                    .append('"')
                    .append(space());
            text.append(':').append(value(depth - 1)).append(i > 1 ? "," : "");
        }
        return text.append('}').toString();
    }

    private String space() {
        return random.nextInt(4) == 0 ? " \n\t\r".substring(random.nextInt(4)) : "";
    }
}
