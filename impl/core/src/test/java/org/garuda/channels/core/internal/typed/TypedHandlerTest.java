package org.garuda.channels.core.internal.typed;

import static org.garuda.channels.core.internal.fixture.TestClient.close;
import static org.garuda.channels.core.internal.fixture.TestClient.crash;
import static org.garuda.channels.core.internal.fixture.TestClient.error;
import static org.garuda.channels.core.internal.fixture.TestClient.ok;
import static org.garuda.channels.core.internal.fixture.TestClient.reply;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import jakarta.annotation.security.RolesAllowed;
import jakarta.json.JsonObject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.garuda.channels.Channel;
import org.garuda.channels.ChannelClient;
import org.garuda.channels.ChannelConn;
import org.garuda.channels.ChannelEvent;
import org.garuda.channels.ChannelHandler;
import org.garuda.channels.ChannelHandshake;
import org.garuda.channels.Refusal;
import org.garuda.channels.TerminationReason;
import org.garuda.channels.core.internal.fixture.TestClient;
import org.garuda.channels.core.internal.fixture.TestEngine;
import org.garuda.channels.core.internal.handshake.HandshakeResult;
import org.garuda.channels.core.internal.logging.LogLines;
import org.garuda.channels.core.internal.metrics.Counter;
import org.garuda.channels.core.internal.protocol.BinaryFrames;
import org.garuda.channels.typed.Assign;
import org.garuda.channels.typed.Event;
import org.garuda.channels.typed.On;
import org.garuda.channels.typed.OnConnect;
import org.garuda.channels.typed.OnDisconnect;
import org.garuda.channels.typed.OnError;
import org.garuda.channels.typed.OnJoin;
import org.garuda.channels.typed.OnJoined;
import org.garuda.channels.typed.OnLeave;
import org.garuda.channels.typed.OnOut;
import org.garuda.channels.typed.OnTerminated;
import org.garuda.channels.typed.Reply;
import org.garuda.channels.typed.TopicVar;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedHandlerTest {

    record User(String name) {}

    public record Note(String text) {}

    @Event("note:added")
    public record NoteAdded(String by, String text) {}

    public record Order(long id, String owner) {}

    static class OutOfStock extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Channel({})
    static class Door {
        @OnConnect
        @Nullable
        User connect(ChannelHandshake handshake, ChannelClient client) {
            String name = handshake.parameters().getOrDefault("name", "nobody");
            if (name.equals("refused")) {
                throw new Refusal("not you");
            }
            handshake.grant(name);
            return name.equals("null") ? null : new User(name);
        }
    }

    @Channel("orders:{id}")
    static class Orders {

        final List<String> diary = new ArrayList<>();
        CompletableFuture<@Nullable Object> later = new CompletableFuture<>();

        @OnJoin
        Order join(User user, @TopicVar("id") long id) {
            if (id == 13) {
                throw new Refusal("unlucky");
            }
            return new Order(id, user.name());
        }

        @OnJoined
        void joined(ChannelConn conn, @TopicVar("id") String id) {
            conn.assigns().put("count", 0);
            conn.push("hello", Map.of("id", id));
        }

        @On("note")
        void note(ChannelConn conn, User user, Note note) {
            conn.broadcast(new NoteAdded(user.name(), note.text()));
        }

        @On("value")
        Object value(Note note) {
            return note;
        }

        @On("null")
        @Nullable
        Object none() {
            return null;
        }

        @On("reply")
        Reply reply(ChannelEvent event) {
            return switch (event.payload().toString()) {
                case "1" -> Reply.ok();
                case "2" -> Reply.error(event);
                default -> Reply.none();
            };
        }

        @On("later")
        CompletionStage<@Nullable Object> later() {
            return later;
        }

        @On("silently")
        CompletionStage<Void> silently() {
            return CompletableFuture.completedFuture(null);
        }

        @On("at:once")
        CompletionStage<Integer> atOnce(int number) {
            return CompletableFuture.completedFuture(number + 1);
        }

        @On("bytes")
        byte[] bytes(byte[] bytes) {
            return bytes;
        }

        @On("buffer")
        ByteBuffer buffer(ByteBuffer bytes) {
            return bytes;
        }

        @On("object")
        JsonObject object(JsonObject object) {
            return object;
        }

        @On("nullable")
        boolean nullable(@Nullable Note note) {
            return note == null;
        }

        @On("list")
        int list(List<Note> notes) {
            return notes.get(0).text().length();
        }

        @On("count")
        int count(ChannelConn conn, @Assign("count") Integer count) {
            conn.assigns().put("count", count + 1);
            return count;
        }

        @On("ship")
        @RolesAllowed("clerk")
        boolean ship() {
            return true;
        }

        @On("sell")
        void sell(int number) {
            if (number == 0) {
                throw new OutOfStock();
            }
            throw new IllegalStateException("no such thing");
        }

        @On("sell:later")
        CompletionStage<Integer> sellLater(int number) {
            return later.thenApply(any -> {
                sell(number);
                return 0;
            });
        }

        @OnError
        Reply outOfStock(OutOfStock e, @TopicVar("id") long id) {
            return Reply.error(Map.of("reason", "out of stock"));
        }

        @OnOut("price")
        @Nullable
        Note price(User user, Note price) {
            return user.name().equals("guest") ? null : new Note(price.text() + "!");
        }

        @On("price")
        void prices(ChannelConn conn, ChannelEvent event) {
            conn.broadcast(event);
        }

        @OnLeave
        void leave(User user) {
            if (user.name().equals("stayer")) {
                throw new Refusal("stay");
            }
        }

        @OnTerminated
        void terminated(ChannelConn conn, TerminationReason reason, User user) {
            diary.add(user.name() + " " + conn.topicVariable("id") + " " + reason);
        }

        @OnDisconnect
        void disconnect(ChannelClient client, User user) {
            diary.add(user.name() + " gone");
        }
    }

    private final Orders orders = new Orders();
    private final TestEngine engine = TypedRig.start(orders, new Door());
    private final LogLines log = new LogLines();

    @AfterEach
    void stop() {
        engine.close();
        log.close();
    }

    private TestClient connect(String name) {
        return new TestClient(assertInstanceOf(HandshakeResult.Accepted.class, engine.knock("vsn=2.0.0&name=" + name))
                .session());
    }

    private TestClient join(String name) {
        TestClient client = connect(name).send("1", "1", "orders:7", "phx_join");
        client.gets(
                reply("1", "1", "orders:7", "{\"id\":7,\"owner\":\"" + name + "\"}", "ok"),
                "[\"1\",null,\"orders:7\",\"hello\",{\"id\":\"7\"}]");
        return client;
    }

    private static TestClient say(TestClient client, String event, String payload) {
        return client.send("[\"1\",\"2\",\"orders:7\",\"" + event + "\"," + payload + "]");
    }

    private static String answer(String response) {
        return reply("1", "2", "orders:7", response, "ok");
    }

    private static String refused(String reason) {
        return error("1", "2", "orders:7", reason);
    }

    @Test
    void whatJoinReturnsIsTheResponseAndJoinedFollowsIt() {
        join("ayu");
    }

    @Test
    void aRefusalRefusesConnectionAndJoin() {
        HandshakeResult.Refused refused =
                assertInstanceOf(HandshakeResult.Refused.class, engine.knock("vsn=2.0.0&name=refused"));
        assertEquals(403, refused.status());
        assertEquals("not you", refused.body());
        assertInstanceOf(HandshakeResult.Refused.class, engine.knock("vsn=2.0.0&name=null"));
        connect("ayu").send("1", "1", "orders:13", "phx_join").gets(error("1", "1", "orders:13", "unlucky"));
        assertEquals(List.of(), log.messages());
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders:x", "orders:07", "orders:+7", "orders:99999999999999999999", "orders:7.0"})
    void aTopicWhoseVariableDoesNotConvertIsUnmatched(String topic) {
        connect("ayu").send("1", "1", topic, "phx_join").gets(error("1", "1", topic, "unmatched topic"));
    }

    @Test
    void anObjectIsBroadcastAsTheEventOfItsClass() {
        say(join("ayu"), "note", "{\"text\":\"fragile\"}")
                .gets("[null,null,\"orders:7\",\"note:added\",{\"by\":\"ayu\",\"text\":\"fragile\"}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "value|{\"text\":\"a\"}|{\"text\":\"a\"}",
                "null|{}|null",
                "reply|1|{}",
                "at:once|5|6",
                "object|{\"a\":[1]}|{\"a\":[1]}",
                "nullable|null|true",
                "list|[{\"text\":\"four\"}]|4",
                "count|{}|0"
            })
    void whatAMethodReturnsIsTheReply(String event, String payload, String response) {
        say(join("ayu"), event, payload).gets(answer(response));
    }

    @Test
    void aReplyIsTheAnswerItselfAndVoidIsNone() {
        TestClient client = join("ayu");
        say(client, "reply", "2").gets(reply("1", "2", "orders:7", "2", "error"));
        say(client, "reply", "3").getsNothing();
        say(client, "silently", "{}").getsNothing();
    }

    @Test
    void aStageIsAnsweredWhenItIsCompletedAndHoldsUpNothing() {
        TestClient client = join("ayu");
        say(client, "later", "{}").getsNothing();
        say(client, "at:once", "1").gets(answer("2"));
        orders.later.complete(new Note("late"));
        client.gets(answer("{\"text\":\"late\"}"));
    }

    @Test
    void whatAStageFailsWithIsWhatTheMethodWouldHaveThrown() {
        TestClient client = join("ayu");
        say(client, "sell:later", "0").getsNothing();
        orders.later.complete(null);
        client.gets(refused("out of stock"));
        say(client, "sell:later", "0").gets(refused("out of stock"));
        orders.later = new CompletableFuture<>();
        say(client, "later", "{}").getsNothing();
        orders.later.completeExceptionally(new Refusal("no more"));
        client.gets(refused("no more"));
        orders.later = new CompletableFuture<>();
        say(client, "sell:later", "1").getsNothing();
        orders.later.complete(null);
        client.gets(crash("1", "orders:7"));
        assertEquals(List.of("ayu 7 CRASHED"), orders.diary);
    }

    @Test
    void bytesComeAndGoAsBytes() {
        TestClient client = join("ayu");
        for (String event : List.of("bytes", "buffer")) {
            client.send(BinaryFrames.push("1", "2", "orders:7", event, 0, 200));
            client.gets("binary " + BinaryFrames.reply("1", "2", "orders:7", "ok", 0, 200));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "note|[]",
                "note|\"a\"",
                "note|null",
                "note|{\"text\":{\"a\":1}}",
                "bytes|{}",
                "object|[]",
                "at:once|\"x\"",
                "at:once|null",
                "list|{}"
            })
    void aPayloadThatDoesNotFitIsAnErrorAndTheChannelGoesOn(String event, String payload) {
        TestClient client = join("ayu");
        say(client, event, payload).gets(refused("invalid payload"));
        say(client, "at:once", "1").gets(answer("2"));
        assertEquals(1, engine.count(Counter.PAYLOADS_INVALID));
        assertEquals(List.of(), log.messages());
    }

    @Test
    void bytesWhereJsonIsDueAreAnErrorToo() {
        TestClient client = join("ayu");
        client.send(BinaryFrames.push("1", "2", "orders:7", "note", 1));
        client.gets(refused("invalid payload"));
    }

    @Test
    void anEventWithoutAMethodIsAnErrorAndTheChannelGoesOn() {
        TestClient client = join("ayu");
        say(client, "nothing", "{}").gets(refused("unknown event"));
        assertEquals(1, engine.count(Counter.EVENTS_UNKNOWN));
        say(client, "at:once", "1").gets(answer("2"));
    }

    @Test
    void whatAMethodForErrorsTakesIsAnsweredAndTheRestEndsTheChannel() {
        TestClient client = join("ayu");
        say(client, "sell", "0").gets(refused("out of stock"));
        assertEquals(List.of(), log.messages());
        say(client, "sell", "1").gets(crash("1", "orders:7"));
        assertEquals(List.of("ayu 7 CRASHED"), orders.diary);
    }

    @Test
    void aRoleIsAskedForEachEvent() {
        say(join("ayu"), "ship", "{}").gets(refused("forbidden"));
        say(join("clerk"), "ship", "{}").gets(answer("true"));
        assertEquals(1, engine.count(Counter.ROLES_MISSING));
    }

    @Test
    void eachReceiverGetsWhatItsMethodReturns() {
        TestClient ayu = join("ayu");
        TestClient guest = join("guest");
        say(guest, "price", "{\"text\":\"9\"}").getsNothing();
        ayu.gets("[\"1\",null,\"orders:7\",\"price\",{\"text\":\"9!\"}]");
        say(guest, "price", "{\"text\":[]}").getsNothing();
        ayu.getsNothing();
        assertEquals(2, engine.count(Counter.PAYLOADS_INVALID));
        assertEquals(List.of(), orders.diary);
    }

    @Test
    void aRefusedLeaveStaysAndAnAllowedOneEndsTheChannel() {
        TestClient stayer = join("stayer");
        stayer.send("1", "2", "orders:7", "phx_leave").gets(refused("stay"));
        say(stayer, "at:once", "1").gets(answer("2"));
        join("ayu").send("1", "2", "orders:7", "phx_leave").gets(ok("1", "2", "orders:7"), close("1", "orders:7"));
        assertEquals(List.of("ayu 7 LEFT"), orders.diary);
    }

    @Test
    void theEndsOfChannelAndClientAreToldWithItsUser() {
        join("ayu").leaveConnection();
        assertEquals(2, orders.diary.size());
        assertEquals("ayu gone", orders.diary.get(1));
    }

    @Channel("later:{kind}")
    static class Later {

        enum Kind {
            FIRST,
            SECOND
        }

        final CompletableFuture<String> answer = new CompletableFuture<>();
        final List<String> diary = new ArrayList<>();

        @OnJoin
        CompletionStage<String> join(@TopicVar("kind") Kind kind) {
            return answer;
        }

        @OnJoined
        void joined() {
            diary.add("joined");
        }

        @On("message")
        void message() {
            diary.add("message");
        }
    }

    @Test
    void joinedComesBeforeTheNextMessageAlsoWhenTheJoinIsAnsweredLater() {
        Later later = new Later();
        try (TestEngine other = TypedRig.start(later)) {
            TestClient client = other.connect().send("1", "1", "later:FIRST", "phx_join");
            client.send("1", "2", "later:FIRST", "message").getsNothing();
            later.answer.complete("welcome");
            client.gets(reply("1", "1", "later:FIRST", "\"welcome\"", "ok"));
            assertEquals(List.of("joined", "message"), later.diary);
            client.send("2", "2", "later:THIRD", "phx_join").gets(error("2", "2", "later:THIRD", "unmatched topic"));
        }
    }

    public record Order2(
            @NotBlank @Size(max = 5) String text, @Valid List<Line> lines) {}

    public record Line(@Max(9) int count) {}

    @Channel("valid:{id}")
    static class Checked {
        @OnJoin
        void join(@TopicVar("id") UUID id) {}

        @On("order")
        int order(@Valid Order2 order) {
            return order.lines().size();
        }

        @On("name")
        String name(@NotBlank String name) {
            return name;
        }
    }

    @Test
    void brokenConstraintsAreToldByTheirPath() {
        String topic = "valid:00000000-0000-0000-0000-000000000007";
        try (TestEngine other = TypedRig.start(new Checked())) {
            TestClient client = other.connect().join("1", topic);
            client.send("[\"1\",\"2\",\"" + topic + "\",\"order\",{\"text\":\"abc\",\"lines\":[{\"count\":9}]}]")
                    .gets(reply("1", "2", topic, "1", "ok"));
            client.send("[\"1\",\"2\",\"" + topic + "\",\"order\",{\"text\":\" \",\"lines\":[{\"count\":10}]}]")
                    .gets(reply(
                            "1",
                            "2",
                            topic,
                            "{\"reason\":\"invalid\",\"errors\":{\"lines[0].count\":[\"must be less than or equal to 9\"],"
                                    + "\"text\":[\"must not be blank\"]}}",
                            "error"));
            client.send("[\"1\",\"2\",\"" + topic + "\",\"name\",\"\"]")
                    .gets(reply(
                            "1",
                            "2",
                            topic,
                            "{\"reason\":\"invalid\",\"errors\":{\"arg0\":[\"must not be blank\"]}}",
                            "error"));
            assertEquals(2, other.count(Counter.PAYLOADS_INVALID));
        }
    }

    @Channel("both:*")
    static class Both implements ChannelHandler {
        @Override
        public void joinChannel(ChannelConn conn, ChannelEvent event) {
            conn.allowJoin(event);
        }

        @Override
        public void incomingMessage(ChannelConn conn, ChannelEvent event) {
            conn.replyOk(event, "plain");
        }

        @On("typed")
        String typed() {
            return "typed";
        }
    }

    @Test
    void aPlainHandlerMayHaveTypedMethodsAndKeepsTheRest() {
        try (TestEngine other = TypedRig.start(new Both())) {
            TestClient client = other.connect().join("1", "both:a");
            client.send("1", "2", "both:a", "typed").gets(reply("1", "2", "both:a", "\"typed\"", "ok"));
            client.send("1", "3", "both:a", "other").gets(reply("1", "3", "both:a", "\"plain\"", "ok"));
        }
    }
}
