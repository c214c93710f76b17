package org.garuda.channels.standalone.internal.websocket;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The messages of broken and of hostile clients: correct ones, damaged ones, and noise. */
final class FuzzFrames {

    /** A topic that {@link FuzzHandler} keeps closed, named often. */
    static final String CLOSED = "rooms:closed";

    /** A message of one client. */
    record Message(boolean text, byte[] bytes) {
        String asText() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return (text ? "text " : "binary ") + new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static final List<String> TOPICS = List.of(
            "rooms:1", "rooms:1", "rooms:1", "rooms:2", CLOSED, "phoenix", "nowhere", "", "rooms:" + "é".repeat(200));
    private static final List<String> EVENTS = List.of(
            "phx_join",
            "phx_leave",
            "heartbeat",
            "echo",
            "read",
            "bind",
            "push",
            "shout",
            "answer",
            "stop",
            "phx_reply",
            "phx_close",
            "",
            "e".repeat(300));
    private static final List<String> REFS = List.of(
            "\"1\"",
            "\"1\"",
            "\"1\"",
            "null",
            "\"2\"",
            "\"\"",
            "7",
            "-0.0e1",
            "true",
            "[{\"a\":[]}]",
            "\"\\ud83e\\udd85\"",
            '"' + "r".repeat(300) + '"');
    private static final List<String> SCALARS = List.of(
            "null",
            "true",
            "false",
            "0",
            "-17",
            "3.25",
            "1e5",
            "1e-400",
            "1e308",
            "12345678901234567890123",
            "\"\"",
            "\"a\"",
            "\"\\u0000\"",
            "\"\\n\\\"\\/\"",
            "\"é🦅\"",
            "\"\\ud83e\\udd85\"");
    private static final List<String> SPLINTERS = List.of(
            "\"",
            "\\",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "null",
            "NaN",
            "1e999999999",
            "01",
            "+1",
            "-",
            "\\ud800",
            "\\u00",
            "\u0000",
            "//",
            "phx_join",
            "\"" + CLOSED + "\"",
            "[".repeat(1200),
            "{\"a\":".repeat(300),
            " ".repeat(300),
            "9".repeat(400));

    private final Random random;

    FuzzFrames(Random random) {
        this.random = random;
    }

    /** A join that is correct. */
    Message join(boolean v1) {
        return text(v1, "\"1\"", "\"1\"", "rooms:1", "phx_join", "{}");
    }

    /**
     * Any message.
     *
     * @param wildness how often it is damaged, from 0 to 1
     */
    Message next(boolean v1, double wildness) {
        Message correct = correct(v1);
        if (random.nextDouble() >= wildness) {
            return correct;
        }
        return switch (random.nextInt(10)) {
            case 0 -> noise();
            case 1 -> new Message(!correct.text, correct.bytes);
            case 2 -> correct(!v1);
            default -> damaged(correct);
        };
    }

    private Message correct(boolean v1) {
        String topic = pick(TOPICS);
        String event = pick(EVENTS);
        if (!v1 && random.nextInt(3) == 0) {
            return binary(pick(List.of("1", "", "2")), pick(List.of("1", "", "9")), topic, event);
        }
        return text(v1, pick(REFS), pick(REFS), topic, event, random.nextInt(3) > 0 ? object(3) : value(3));
    }

    private static Message text(boolean v1, String joinRef, String ref, String topic, String event, String payload) {
        String text = v1
                ? "{\"join_ref\":" + joinRef + ",\"ref\":" + ref + ",\"topic\":\"" + topic + "\",\"event\":\"" + event
                        + "\",\"payload\":" + payload + "}"
                : "[" + joinRef + "," + ref + ",\"" + topic + "\",\"" + event + "\"," + payload + "]";
        return new Message(true, text.getBytes(StandardCharsets.UTF_8));
    }

    private Message binary(String... parts) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0);
        byte[][] encoded = new byte[parts.length][];
        for (int i = 0; i < parts.length; i++) {
            byte[] part = parts[i].getBytes(StandardCharsets.UTF_8);
            encoded[i] = Arrays.copyOf(
                    part, Math.min(part.length, 254)); // At a whole character: all of one have the same size.
            frame.write(encoded[i].length);
        }
        for (byte[] part : encoded) {
            frame.writeBytes(part);
        }
        byte[] data = new byte[random.nextInt(40)];
        random.nextBytes(data);
        frame.writeBytes(data);
        return new Message(false, frame.toByteArray());
    }

    private Message noise() {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        return new Message(random.nextBoolean(), bytes);
    }

    private Message damaged(Message whole) {
        byte[] bytes = whole.bytes;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int from = random.nextInt(bytes.length + 1);
            int to = Math.min(bytes.length, from + random.nextInt(8));
            bytes = switch (random.nextInt(7)) {
                case 0 -> put(bytes, from, from, pick(SPLINTERS).getBytes(StandardCharsets.UTF_8));
                case 1 -> put(bytes, from, to, pick(SPLINTERS).getBytes(StandardCharsets.UTF_8));
                case 2 -> put(bytes, from, to, new byte[0]);
                case 3 -> put(bytes, to, to, Arrays.copyOfRange(bytes, from, to));
                case 4 -> Arrays.copyOf(bytes, from);
                case 5 -> put(bytes, from, bytes.length, correct(random.nextBoolean()).bytes);
                default -> put(bytes, from, Math.min(bytes.length, from + 1), new byte[] {(byte) random.nextInt()});
            };
        }
        return new Message(whole.text, bytes);
    }

    private static byte[] put(byte[] bytes, int from, int to, byte[] middle) {
        byte[] result = new byte[from + middle.length + bytes.length - to];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(middle, 0, result, from, middle.length);
        System.arraycopy(bytes, to, result, from + middle.length, bytes.length - to);
        return result;
    }

    private String value(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(4)) {
            case 2 -> object(depth);
            case 3 -> "[" + value(depth - 1) + ", " + value(depth - 1) + "]";
            default -> pick(SCALARS);
        };
    }

    private String object(int depth) {
        return random.nextInt(4) == 0 ? "{}" : "{\"a\":" + value(depth - 1) + ",\"b\" : " + value(depth - 1) + "}";
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
