package org.garuda.channels.core.internal.typed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.protocol.BinaryFrames;
import org.garuda.channels.typed.On;
import org.garuda.channels.typed.OnJoin;
import org.garuda.channels.typed.TopicVar;
import org.junit.jupiter.api.Test;

/**
 * Whatever a client sends to whatever kind of parameter, its channel goes on. {@code -Dtyped.fuzz.payloads} makes it more
 * payloads, {@code -Dfuzz.seed} the same ones once more.
 */
class TypedFuzzTest {

    enum Colour {
        RED,
        GREEN
    }

    public record Inner(long count, List<Inner> more) {}

    public record Wide(
            boolean flag,
            int number,
            double fraction,
            String text,
            Colour colour,
            List<Inner> list,
            Map<String, Inner> map,
            Optional<String> maybe,
            UUID id,
            LocalDate day,
            Instant time,
            Duration length,
            byte[] bytes,
            int[] numbers,
            JsonValue json,
            Object anything) {}

    public record Strict(String text) {
        public Strict {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("empty");
            }
        }
    }

    public record Constrained(
            @NotNull @Size(max = 3) String text, @Valid List<@NotNull Constrained> more) {}

    public static class Bean {
        private int number;
        private String text = "";

        public int getNumber() {
            return number;
        }

        public void setNumber(int number) {
            this.number = number;
        }

        public String getText() {
            return text;
        }

        public void setText(String text) {
            this.text = text.trim();
        }
    }

    @Channel("fuzz:{id}")
    static class Everything {
        @OnJoin
        void join(@TopicVar("id") int id) {}

        @On("0")
        void a(boolean payload) {}

        @On("1")
        void a(int payload) {}

        @On("2")
        void a(long payload) {}

        @On("3")
        void a(double payload) {}

        @On("4")
        void a(String payload) {}

        @On("5")
        void a(Colour payload) {}

        @On("6")
        void a(BigDecimal payload) {}

        @On("7")
        void a(UUID payload) {}

        @On("8")
        void a(LocalDate payload) {}

        @On("9")
        void a(Instant payload) {}

        @On("10")
        void list(List<Inner> payload) {
            payload.forEach(inner -> {});
        }

        @On("11")
        void a(Map<String, Integer> payload) {}

        @On("12")
        void set(Set<Colour> payload) {}

        @On("13")
        void a(Wide payload) {}

        @On("14")
        void a(Strict payload) {}

        @On("15")
        void a(@Valid Constrained payload) {}

        @On("16")
        void a(Bean payload) {}

        @On("17")
        void a(JsonValue payload) {}

        @On("18")
        void a(JsonObject payload) {}

        @On("19")
        void a(JsonArray payload) {}

        @On("20")
        void a(JsonString payload) {}

        @On("21")
        void a(JsonNumber payload) {}

        @On("22")
        void a(JsonStructure payload) {}

        @On("23")
        void a(byte[] payload) {}

        @On("24")
        void a(ByteBuffer payload) {}

        @On("25")
        void a(Object payload) {}

        @On("26")
        void a(ChannelEvent event) {}

        @On("27")
        void a(int[] payload) {}

        @On("28")
        void a(Inner[] payload) {}

        @On("29")
        void optional(Optional<String> payload) {}

        @On("30")
        void a(Number payload) {}

        @On("31")
        void a(char payload) {}

        @On("32")
        void inner(Inner payload) {}
    }

    private static final int KINDS = 33;
    private static final List<String> NAMES = List.of(
            "flag",
            "number",
            "fraction",
            "text",
            "colour",
            "list",
            "map",
            "maybe",
            "id",
            "day",
            "time",
            "length",
            "bytes",
            "numbers",
            "json",
            "anything",
            "count",
            "more",
            "",
            "@type",
            "class");
    private static final List<String> ATOMS = List.of(
            "null",
            "true",
            "false",
            "0",
            "-1",
            "1.5",
            "1e3",
            "-1e-400",
            "2147483648",
            "9223372036854775808",
            "123456789012345678901234567890",
            "\"\"",
            "\" \"",
            "\"a\"",
            "\"RED\"",
            "\"abcd\"",
            "\"7\"",
            "\"2020-02-30\"",
            "\"2020-02-29\"",
            "\"PT1S\"",
            "\"2020-01-01T00:00:00Z\"",
            "\"00000000-0000-0000-0000-000000000007\"",
            "\"\\u0000\"",
            "\"日本\"",
            "\"+999999999-01-01\"",
            "[]",
            "{}");

    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void noPayloadEndsAChannel() {
        int payloads = Integer.getInteger("typed.fuzz.payloads", 6_000);
        System.out.println("typed handlers fuzzed with -Dfuzz.seed=" + seed + " and " + payloads + " payloads");
        try (TestEngine engine = TypedRig.start(new Everything())) {
            TestClient client = engine.connect().join("1", "fuzz:7");
            for (int i = 0; i < payloads; i++) {
                int kind = i % KINDS;
                if (random.nextInt(8) == 0) {
                    int[] data = random.ints(random.nextInt(20), 0, 256).toArray();
                    client.send(BinaryFrames.push("1", "2", "fuzz:7", Integer.toString(kind), data));
                    client.transport.take();
                } else {
                    String payload = random.nextInt(500) == 0 ? deep() : json(3);
                    client.send("[\"1\",\"2\",\"fuzz:7\",\"" + kind + "\"," + payload + "]");
                    List<String> answers = client.transport.take();
                    for (String answer : answers) {
                        assertEquals(
                                true,
                                answer.contains("\"phx_reply\""),
                                () -> answer + " for " + payload + " to kind " + kind + ", seed " + seed);
                    }
                }
            }
            client.isOpen();
            assertEquals(0, engine.count(Counter.CHANNELS_CRASHED), () -> "seed " + seed);
        }
    }

    private String deep() {
        int depth = random.nextInt(990);
        boolean array = random.nextBoolean();
        return (array ? "[" : "{\"more\":").repeat(depth) + "1" + (array ? "]" : "}").repeat(depth);
    }

    private String json(int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(4);
        if (kind < 2) {
            return ATOMS.get(random.nextInt(ATOMS.size()));
        }
        List<String> members = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            String value = json(depth - 1);
            members.add(kind == 2 ? value : "\"" + NAMES.get(random.nextInt(NAMES.size())) + "\":" + value);
        }
        return kind == 2 ? "[" + String.join(",", members) + "]" : "{" + String.join(",", members) + "}";
    }
}
